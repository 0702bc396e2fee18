const char roundtable_assets;
