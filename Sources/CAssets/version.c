#include "CAssets.h"

// What bin/release writes over in the finished program, so that a build for a release compiles nothing anew. 64 bytes after the mark.
static volatile const char mark[] = "roundtable-version:"
    "development\0...................................................";

const char *roundtable_version(void) { return (const char *)mark + sizeof("roundtable-version:") - 1; }
