import HTTPTypes
import Logging
import Web

/// What an operator looks for after an incident, at the level `notice`: who was refused, why, and from where. The address stands as a
/// keyed digest, so that lines of one address can be told together and the log names nobody's network; no path, since links
/// carry their secret there.
extension Services {
    /// - Parameters:
    ///   - what: a few words that stay the same: `Sign-in refused`.
    ///   - reason: a code such as `wrong-password`.
    ///   - visitor: as the journal names it; nothing for a guest.
    ///   - route: method and pattern.
    func tellOperator(_ what: String, _ reason: String, _ inbound: Inbound, visitor: String?, route: String? = nil) {
        var metadata: Logger.Metadata = [
            "request": "\(inbound.id)", "reason": "\(reason)", "visitor": "\(visitor ?? "guest")",
            "from": "\(Secret.hex(Sodium.hash("address:\(inbound.address)".utf8, key: key).prefix(6)))",
        ]
        if let route { metadata["route"] = "\(route)" }
        logger.notice("\(what)", metadata: metadata)
    }

    /// Refusals of rights, of too many tries and of what opens doors; others are mistakes in a form.
    func tellRefusal(_ refusal: Refusal, _ inbound: Inbound, _ visitor: Visitor, _ route: Route) {
        let isTelling: Bool =
            switch refusal.status {
            case .forbidden, .tooManyRequests: true
            case .unauthorized: inbound.headers[.authorization] != nil || !inbound.isLooking
            case .gone: refusal.code == "link-ended"
            default: false
            }
        guard isTelling else { return }
        tellOperator(
            "Refused", refusal.code, inbound, visitor: visitor.journalName, route: "\(route.method) \(route.pattern)")
    }
}

extension Visit {
    /// - Parameter about: whom it is about, where that is not who asks.
    func tellOperator(_ what: String, _ reason: String, about: String? = nil) {
        services.tellOperator(what, reason, inbound, visitor: about ?? visitor.journalName)
    }
}
