-- What the fetching layers remember: 0 answers, 1 robots, 2 pace, 3 rests.
CREATE TABLE kept (
  keep INTEGER NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (keep, key)
) STRICT, WITHOUT ROWID;
