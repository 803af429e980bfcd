-- Edition 3: answers that can be shown another way later; the language of a chat.

-- Answers under which buttons open, close and turn pages. No chat and no person: the same answer is one row for
-- everybody, and none is kept that repeats words of the person's.
CREATE TABLE card (
    id      BIGINT PRIMARY KEY,
    body    TEXT   NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX card_by_age ON card (changed);

-- The language that somebody has chosen for a chat; no row where it follows the question.
CREATE TABLE voice (
    chat    BIGINT PRIMARY KEY,
    lang    TEXT   NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX voice_by_age ON voice (changed);
