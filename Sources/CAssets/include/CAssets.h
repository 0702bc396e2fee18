#pragma once

#include <stddef.h>

/// Static files of the interface, compiled in, so that the server is one file and no request leaves its origin.
///
/// To add a file: put it beside `assets.c`, give it an array there and one line in `roundtable_assets`.

/// One embedded file. `bytes` is not NUL-terminated; `count` is its length in bytes.
typedef struct {
    const char *name;         ///< path below `/assets/`, e.g. "roundtable.css"
    const char *content_type; ///< value of the Content-Type header, with charset for text
    const unsigned char *bytes;
    size_t count;
} roundtable_asset;

extern const roundtable_asset roundtable_assets[];
extern const size_t roundtable_asset_count;

/// What this program is called among its versions: `1.2.3` from `bin/release`, “development” from any other build.
const char *roundtable_version(void);

/// The entry at an index, or NULL: Swift cannot index a C array of unknown length.
static inline const roundtable_asset *roundtable_asset_at(size_t index) {
    return index < roundtable_asset_count ? &roundtable_assets[index] : NULL;
}
