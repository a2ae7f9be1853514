-- What left, what became of old ids, and what the user said must not leave.
CREATE TABLE exported (
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  lead TEXT NOT NULL,
  file TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (campaign, lead)
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_new ON alias(new);

CREATE TABLE suppression (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,               -- normal form, or the seal in hexadecimal
  sealed INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- The key of the seals; one row, never shown, never leaves.
CREATE TABLE seal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  key BLOB NOT NULL
) STRICT;
INSERT INTO seal VALUES (1, randomblob(32));
