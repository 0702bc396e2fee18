#include "CAssets.h"

// C23 #embed: the compiler (and so SwiftPM) notices when one of the files changes.
static const unsigned char roundtable_css[] = {
#embed "roundtable.css"
};
static const unsigned char roundtable_js[] = {
#embed "roundtable.js"
};
static const unsigned char tables_css[] = {
#embed "tables.css"
};
static const unsigned char guide_css[] = {
#embed "guide.css"
};
static const unsigned char cards_js[] = {
#embed "cards.js"
};
static const unsigned char guide_js[] = {
#embed "guide.js"
};
static const unsigned char desk_js[] = {
#embed "desk.js"
};
static const unsigned char desk_worker_js[] = {
#embed "desk-worker.js"
};
static const unsigned char play_worker_js[] = {
#embed "play-worker.js"
};
static const unsigned char door_css[] = {
#embed "door.css"
};
static const unsigned char online_js[] = {
#embed "online.js"
};
static const unsigned char exercise_css[] = {
#embed "exercise.css"
};
static const unsigned char exercise_js[] = {
#embed "exercise.js"
};
static const unsigned char play_css[] = {
#embed "play.css"
};
static const unsigned char play_js[] = {
#embed "play.js"
};
static const unsigned char excon_js[] = {
#embed "excon.js"
};
static const unsigned char timeline_js[] = {
#embed "timeline.js"
};
static const unsigned char excon_css[] = {
#embed "excon.css"
};
static const unsigned char report_css[] = {
#embed "report.css"
};
static const unsigned char print_py[] = {
#embed "print.py"
};
static const unsigned char icons_svg[] = {
#embed "icons.svg"
};
static const unsigned char favicon_svg[] = {
#embed "favicon.svg"
};

static const unsigned char countries_csv[] = {
#embed "data/countries.csv"
};
static const unsigned char names_csv[] = {
#embed "data/names.csv"
};
static const unsigned char coe_regions_json[] = {
#embed "data/coe-regions.json"
};

// The translations, beside which translators work.
static const unsigned char fr_po[] = {
#embed "../../Locales/fr.po"
};
static const unsigned char ru_po[] = {
#embed "../../Locales/ru.po"
};
static const unsigned char ar_po[] = {
#embed "../../Locales/ar.po"
};

// The type and the array in one line, so that a new file cannot be given another one's length.
#define ASSET(name, type, array) {name, type, array, sizeof array}

const roundtable_asset roundtable_assets[] = {
    ASSET("roundtable.css", "text/css; charset=utf-8", roundtable_css),
    ASSET("roundtable.js", "text/javascript; charset=utf-8", roundtable_js),
    ASSET("tables.css", "text/css; charset=utf-8", tables_css),
    ASSET("guide.css", "text/css; charset=utf-8", guide_css),
    ASSET("cards.js", "text/javascript; charset=utf-8", cards_js),
    ASSET("guide.js", "text/javascript; charset=utf-8", guide_js),
    ASSET("desk.js", "text/javascript; charset=utf-8", desk_js),
    ASSET("desk-worker.js", "text/javascript; charset=utf-8", desk_worker_js),
    ASSET("door.css", "text/css; charset=utf-8", door_css),
    ASSET("online.js", "text/javascript; charset=utf-8", online_js),
    ASSET("exercise.css", "text/css; charset=utf-8", exercise_css),
    ASSET("exercise.js", "text/javascript; charset=utf-8", exercise_js),
    ASSET("play.css", "text/css; charset=utf-8", play_css),
    ASSET("play.js", "text/javascript; charset=utf-8", play_js),
    ASSET("play-worker.js", "text/javascript; charset=utf-8", play_worker_js),
    ASSET("excon.js", "text/javascript; charset=utf-8", excon_js),
    ASSET("timeline.js", "text/javascript; charset=utf-8", timeline_js),
    ASSET("excon.css", "text/css; charset=utf-8", excon_css),
    ASSET("icons.svg", "image/svg+xml", icons_svg),
    ASSET("favicon.svg", "image/svg+xml", favicon_svg),
    // Read by the program, never served.
    ASSET("report.css", "application/x-roundtable-style", report_css),
    ASSET("print.py", "application/x-roundtable-program", print_py),
    ASSET("countries.csv", "application/x-roundtable-data", countries_csv),
    ASSET("names.csv", "application/x-roundtable-data", names_csv),
    ASSET("coe-regions.json", "application/x-roundtable-data", coe_regions_json),
    ASSET("fr.po", "application/x-roundtable-po", fr_po),
    ASSET("ru.po", "application/x-roundtable-po", ru_po),
    ASSET("ar.po", "application/x-roundtable-po", ar_po),
};

const size_t roundtable_asset_count = sizeof roundtable_assets / sizeof roundtable_assets[0];
