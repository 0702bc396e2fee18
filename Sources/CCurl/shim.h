#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one typed door for each kind of value.
typedef size_t (*roundtable_curl_write)(char *, size_t, size_t, void *);
static inline CURLcode roundtable_curl_set_string(CURL *c, CURLoption o, const char *v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_set_long(CURL *c, CURLoption o, long v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_set_pointer(CURL *c, CURLoption o, void *v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_set_write(CURL *c, CURLoption o, roundtable_curl_write v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_get_long(CURL *c, CURLINFO i, long *v) { return curl_easy_getinfo(c, i, v); }
static inline CURLcode roundtable_curl_get_string(CURL *c, CURLINFO i, char **v) { return curl_easy_getinfo(c, i, v); }
typedef int (*roundtable_curl_progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
static inline CURLcode roundtable_curl_set_progress(CURL *c, CURLoption o, roundtable_curl_progress v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_set_list(CURL *c, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(c, o, v); }
static inline CURLcode roundtable_curl_get_list(CURL *c, CURLINFO i, struct curl_slist **v) { return curl_easy_getinfo(c, i, v); }

// The server's own certificate, as lines "Name:value"; a null pointer where there is none.
static inline struct curl_slist *roundtable_curl_certificate(CURL *c) {
    struct curl_certinfo *chain = 0;
    if (curl_easy_getinfo(c, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return 0;
    return chain->certinfo[0];
}
