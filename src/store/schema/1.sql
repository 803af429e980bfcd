-- The tables of edition 1, for every engine: only what SQLite and PostgreSQL both understand.
-- A later edition adds a file of its own; see EDITIONS in src/store/sql.rs. Times are seconds since 1970.

-- Updates as Telegram sent them. A row is here before Telegram is told that the update has arrived.
CREATE TABLE inbox (
    update_id BIGINT PRIMARY KEY,
    -- Whose turn it is: updates of one chat are worked on in order. 0 once done.
    chat      BIGINT NOT NULL,
    -- 0 pending, 1 in work, 2 done, 3 dead (set aside after too many attempts).
    state     BIGINT NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    attempts  BIGINT NOT NULL DEFAULT 0,
    -- Emptied when done: then only the number is kept, so that a repeated delivery is known.
    body      TEXT   NOT NULL,
    error     TEXT,
    changed   BIGINT NOT NULL
);
CREATE INDEX inbox_by_chat ON inbox (state, chat, update_id);
-- Nobody asks for the age of what is still to be done.
CREATE INDEX inbox_done ON inbox (changed) WHERE state = 2;
CREATE INDEX inbox_dead ON inbox (changed) WHERE state = 3;

-- What a conversation is about, for a person in a chat.
CREATE TABLE dialogue (
    chat    BIGINT NOT NULL,
    person  BIGINT NOT NULL,
    body    TEXT   NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (chat, person)
);
CREATE INDEX dialogue_by_age ON dialogue (changed);

-- What our buttons ask. No chat and no person: the same question is one row for everybody.
CREATE TABLE choice (
    id      BIGINT PRIMARY KEY,
    lang    TEXT   NOT NULL,
    ask     TEXT   NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX choice_by_age ON choice (changed);
