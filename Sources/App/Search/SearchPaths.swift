import Web

enum SearchPaths {
    static let page = FixedPath("/search")
    static let api = FixedPath("/api/v1/search")

    static func page(_ query: String, kind: SearchKind? = nil, page number: Int = 1) -> String {
        var address = "\(page())?q=\(PercentCoding.encode(query))"
        if let kind { address += "&kind=\(kind.name)" }
        return number > 1 ? "\(address)&page=\(number)" : address
    }
}
