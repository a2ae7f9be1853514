-- What was observed: runs, sightings, pages, imported rows, how each site ended.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  fingerprint TEXT NOT NULL,
  started INTEGER NOT NULL,          -- microseconds since 1970, as every time here
  ended INTEGER,
  how TEXT
) STRICT;
CREATE INDEX run_open ON run(campaign) WHERE ended IS NULL;

CREATE TABLE archive (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE          -- relative to the store's folder where it lies below it
) STRICT;

CREATE TABLE sighting (
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  origins TEXT NOT NULL,             -- JSON
  PRIMARY KEY (campaign, site, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  archive INTEGER REFERENCES archive(id),
  offset INTEGER,
  length INTEGER,
  digest TEXT,
  record BLOB NOT NULL               -- packed JSON, see pack.rs
) STRICT;
CREATE UNIQUE INDEX page_place ON page(campaign, site, url);

CREATE TABLE listed (
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  source TEXT NOT NULL,
  n INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (campaign, source, n)
) STRICT;

CREATE TABLE site_outcome (
  campaign INTEGER NOT NULL REFERENCES campaign(id),
  site TEXT NOT NULL,
  outcome TEXT NOT NULL,
  counts TEXT NOT NULL,              -- JSON
  at INTEGER NOT NULL,
  PRIMARY KEY (campaign, site)
) STRICT, WITHOUT ROWID;
