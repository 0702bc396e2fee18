import HTTPTypes
import Hummingbird

/// Stands before the router, which already splits and compares the path: nothing of a request's head is used before it was
/// looked at here.
public struct Border: HTTPResponder {
    public typealias Context = SiteContext

    /// Bytes of the address with its query, and of one field of the head. (All of a head together are bounded by the server: 80 kB.)
    static let longestTarget = 16 * 1024
    static let longestField = 16 * 1024

    private let site: Site
    private let table: RouteTable

    init(site: Site, table: RouteTable) {
        self.site = site
        self.table = table
    }

    public func respond(to request: Request, context: SiteContext) async throws -> Response {
        if let refusal = Self.refusal(request) { return await site.turnAway(request, context, refusal) }
        var context = context
        context.site = site
        return try await table.router.respond(to: request, context: context)
    }

    private static func refusal(_ request: Request) -> Refusal? {
        let target = request.head.path ?? ""
        guard target.utf8.count <= longestTarget else { return .brokenText(.tooLong) }
        if let fault = OutsideText.fault(in: target) { return .brokenText(fault) }
        for field in request.head.headerFields {
            let value = field.value
            guard value.utf8.count <= longestField else { return .brokenText(.tooLong, field: field.name.rawName) }
            if let fault = OutsideText.fault(in: value) { return .brokenText(fault, field: field.name.rawName) }
        }
        return nil
    }
}
