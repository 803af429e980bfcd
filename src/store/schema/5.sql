-- Edition 5: pictures that Telegram has already.

-- The number under which Telegram keeps a picture that the bot has sent, by the key of the picture. No chat and no
-- person: the same picture is one row for everybody.
CREATE TABLE picture (
    id      BIGINT PRIMARY KEY,
    file    TEXT   NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX picture_by_age ON picture (changed);
