-- Edition 2: several replicas on one store; what editors are told.

-- Messages of the answer that have gone out, so that another attempt goes on behind them.
ALTER TABLE inbox ADD COLUMN sent BIGINT NOT NULL DEFAULT 0;

-- What is still to be done, and nothing else: small however many done rows there are.
CREATE INDEX inbox_open ON inbox (chat, update_id) WHERE state < 2;
DROP INDEX inbox_by_chat;

-- The processes that work on this store. One that does not say in time that it lives has died.
CREATE TABLE replica (
    id          BIGINT PRIMARY KEY,
    -- Milliseconds since 1970, by the database's own clock.
    alive_until BIGINT NOT NULL
);

-- Which replica works on a chat. A turn whose replica is not alive is nobody's.
CREATE TABLE turn (
    chat    BIGINT PRIMARY KEY,
    replica BIGINT NOT NULL
);

-- Questions without an answer, without who asked: the same question is one row with a count.
CREATE TABLE unanswered (
    id       BIGINT PRIMARY KEY,
    question TEXT   NOT NULL,
    lang     TEXT   NOT NULL,
    -- How it was refused.
    kind     TEXT   NOT NULL,
    times    BIGINT NOT NULL,
    changed  BIGINT NOT NULL
);
CREATE INDEX unanswered_by_age ON unanswered (changed);

-- What people think of answers, without who said it.
CREATE TABLE feedback (
    id       BIGINT PRIMARY KEY,
    verdict  TEXT   NOT NULL,
    question TEXT   NOT NULL,
    lang     TEXT   NOT NULL,
    -- The facts that the answer stood on, as JSON.
    facts    TEXT   NOT NULL,
    times    BIGINT NOT NULL,
    changed  BIGINT NOT NULL
);
CREATE INDEX feedback_by_age ON feedback (changed);
