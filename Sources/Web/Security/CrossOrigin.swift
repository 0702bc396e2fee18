import HTTPTypes

/// Whether a request that changes something comes from one of our own pages, as the browser says itself (F. Valsorda, Go's
/// `http.CrossOriginProtection`, 2025): no secret stands in a page, and nothing has to be kept.
///
/// - `Sec-Fetch-Site`, which pages cannot set (all browsers since March 2023, on HTTPS and loopback): `same-origin`, or `none` for
///   what a person typed.
/// - Without it, as over plain HTTP and in older browsers, `Origin`, which browsers send with each POST: the host of the request,
///   or the server's own address where a proxy asks for another host.
/// - Without both no browser asks: programs hold no cookies that somebody could ride on. Our cookies are `SameSite=Lax` besides.
public enum CrossOrigin {
    /// - Parameters:
    ///   - host: that was asked, with its port where the request names one.
    ///   - baseURL: where people reach the server, without a slash at the end.
    public static func accepts(_ headers: HTTPFields, host: String?, baseURL: String) -> Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = headers[.origin] else { return true }
        return origin == baseURL || host.map { origin == "https://\($0)" || origin == "http://\($0)" } ?? false
    }
}

extension HTTPField.Name {
    public static let secFetchSite: HTTPField.Name = .init("Sec-Fetch-Site") ?? .accept
}
