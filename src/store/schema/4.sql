-- Edition 4: turns of a conversation, for as long as they may be edited, replied to or judged.

-- What was answered to whom, where, and out of which conversation. Gone within a day.
CREATE TABLE answered (
    -- The update that asked.
    turn     BIGINT PRIMARY KEY,
    chat     BIGINT NOT NULL,
    person   BIGINT NOT NULL,
    -- The message that asked; 0 where a button did.
    asked_in BIGINT NOT NULL,
    -- The messages of the answer, a space before and behind each number.
    messages TEXT   NOT NULL,
    question TEXT   NOT NULL,
    lang     TEXT   NOT NULL,
    -- What the answer stood on, as JSON.
    facts    TEXT   NOT NULL,
    -- The conversation before it.
    context  TEXT   NOT NULL,
    changed  BIGINT NOT NULL
);
CREATE INDEX answered_in_chat ON answered (chat, turn);
CREATE INDEX answered_by_age  ON answered (changed);

-- Who has judged which answer, so that each person counts once. The voter is a keyed hash. Gone within a day.
CREATE TABLE vote (
    turn     BIGINT NOT NULL,
    voter    BIGINT NOT NULL,
    -- The row of feedback that the vote is counted in.
    feedback BIGINT NOT NULL,
    changed  BIGINT NOT NULL,
    PRIMARY KEY (turn, voter)
);
CREATE INDEX vote_by_age ON vote (changed);

-- Groups that the bot has said hello to lately.
CREATE TABLE greeted (
    chat    BIGINT PRIMARY KEY,
    changed BIGINT NOT NULL
);
CREATE INDEX greeted_by_age ON greeted (changed);
