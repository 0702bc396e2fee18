import Domain
import Foundation
import HTTPTypes
import Logging
import Markup
import Storage
import Web

/// Runs every request the same way: who asks → where it comes from → permission → handler → answer or refusal in words → log line.
final class Dispatcher: Sendable {
    let services: Services
    let gate: Gate

    init(services: Services, gate: Gate) {
        self.services = services
        self.gate = gate
    }

    static let languageCookieName = "roundtable_language"

    func endpoint(_ route: Route) -> Endpoint {
        Endpoint(route.method, route.pattern, bodyLimit: route.bodyLimit) { inbound in await self.answer(inbound, route)
        }
    }

    /// What no route matches, or what was refused before a handler saw it.
    func missing(_ inbound: Inbound, _ refusal: Refusal) async -> Answer {
        let visit = anonymous(inbound)
        if ![.get, .head, .post].contains(inbound.method) || refusal.status != .notFound {
            services.tellOperator("\(inbound.method) \(refusal.status.code)", refusal.code, inbound, visitor: nil)
        }
        let answer = inLanguage(of: visit) {
            self.refusal(refusal, visit, isAPI: inbound.path.hasPrefix("/api/"))
        }
        return RefusalMarks.marked(answer, at: inbound.path)
    }

    private func answer(_ inbound: Inbound, _ route: Route) async -> Answer {
        let start = ContinuousClock.now
        let given =
            if inbound.method == .head {
                await Database.$isOnlyLookedAt.withValue(true) { await run(inbound, route) }
            } else { await run(inbound, route) }
        let answer = RefusalMarks.marked(given, at: inbound.path)
        let duration = ContinuousClock.now - start
        log(inbound, route, answer, duration)
        services.metrics.answered(
            inbound.method, route: route.pattern, status: answer.status.code, after: duration)
        return answer
    }

    private func run(_ inbound: Inbound, _ route: Route) async -> Answer {
        do {
            let (whole, roles) = try await visit(inbound, route)
            let visit = gate.narrowed(whole, route)
            return await inLanguage(of: visit) {
                do {
                    try checkCodeTries(visit, route)
                    try gate.check(visit, route)
                    try checkOrigin(visit, route)
                    try await checkPermission(visit, route, roles)
                    return placed(try await route.handler(visit), visit)
                } catch StorageError.onlyLookedAt {
                    // What GET would answer is known only by doing it: a link would be used up, a session begun.
                    return Answer(headers: [.cacheControl: "no-store"])
                } catch {
                    let refusal = Self.refusal(for: error, services.logger, inbound)
                    if refusal.status == .notFound { countCodeTry(visit, route) }
                    services.tellRefusal(refusal, inbound, visit.visitor, route)
                    return self.refusal(refusal, visit, isAPI: route.isAPI)
                }
            }
        } catch {
            let visit = anonymous(inbound)
            let refusal = Self.refusal(for: error, services.logger, inbound)
            services.tellRefusal(refusal, inbound, .guest, route)
            return inLanguage(of: visit) { self.refusal(refusal, visit, isAPI: route.isAPI) }
        }
    }

    private func inLanguage<Value>(of visit: Visit, _ body: () async -> Value) async -> Value {
        await Stopping.$current.withValue(services.stopping) {
            await Language.$current.withValue(visit.language, operation: body)
        }
    }

    private func inLanguage<Value>(of visit: Visit, _ body: () -> Value) -> Value {
        Language.$current.withValue(visit.language, operation: body)
    }

    /// Whoever asks for addresses of events by code (`/e/ABCD`) may be guessing: codes that lead nowhere are counted as those that are
    /// typed on the first page are, by person, or by address where nobody is known. A right code counts for nothing, so that
    /// a whole room may stand behind one address; once the tries are used up, only those are answered who are known.
    private func checkCodeTries(_ visit: Visit, _ route: Route) throws {
        guard route.isByCode else { return }
        try services.limits.join.require(codeTrier(visit), now: visit.now)
    }

    private func countCodeTry(_ visit: Visit, _ route: Route) {
        guard route.isByCode else { return }
        services.limits.join.count(codeTrier(visit), now: visit.now)
    }

    private func codeTrier(_ visit: Visit) -> String { visit.visitor.journalName ?? visit.inbound.address }

    /// - Returns: the visit, and what the visitor may do where the address leads; nothing for a guest.
    private func visit(_ inbound: Inbound, _ route: Route) async throws -> (Visit, Result<Set<Role>, any Error>?) {
        // Not those that ask after the server's health.
        let isCounted = route.isAPI && route.pattern.hasPrefix("/api/")
        do {
            let memberships = MembershipMemory()
            let (visitor, roles, number) = try await gate.visitor(inbound, route.isAPI, services) {
                visitor, reading in
                Result { try Self.roles(of: visitor, for: route, inbound, reading, memberships) }
            }
            if isCounted { try count(visitor, inbound) }
            return (make(inbound, visitor, number, memberships), roles)
        } catch let refusal as Refusal where refusal.code == Refusal.signInNeeded.code && isCounted {
            try count(.guest, inbound)
            throw refusal
        }
    }

    /// Requests to the API, by person. Pages are not counted: two hundred phones of a room may stand behind one address.
    private func count(_ visitor: Visitor, _ inbound: Inbound) throws {
        try services.limits.api.check(
            visitor.journalName ?? "address:\(inbound.address)", now: services.environment.now())
    }

    /// A live stream takes one of its person's places; the oldest goes where there are too many.
    private func placed(_ answer: Answer, _ visit: Visit) -> Answer {
        guard case .events(let stream) = answer.body else { return answer }
        // Nobody will read what follows.
        guard visit.inbound.method != .head else {
            stream.line.end()
            return answer
        }
        let (person, streams) = (visit.visitor.journalName, services.limits.streams)
        var answer = answer
        answer.place =
            if let person { streams.take(person, limit: Services.Limits.streamsOfPerson, stream.line) } else {
                streams.take("address:\(visit.inbound.address)", limit: Services.Limits.streamsOfAddress, stream.line)
            }
        return answer
    }

    private func anonymous(_ inbound: Inbound) -> Visit { make(inbound, .guest, nil, MembershipMemory()) }

    private func make(
        _ inbound: Inbound, _ visitor: Visitor, _ commitNumber: Int64?, _ memberships: MembershipMemory
    ) -> Visit {
        let chosen = services.cookie(Self.languageCookieName, of: inbound).flatMap(Language.init(rawValue:))
        let language =
            chosen ?? visitor.account?.language ?? visitor.seat?.language
            ?? Language.preferred(by: inbound.headers[.acceptLanguage] ?? "") ?? .english
        return Visit(
            inbound: inbound, visitor: visitor, services: services, language: language,
            commitNumber: commitNumber, memberships: memberships)
    }

    /// What changes something must come from our own pages (``CrossOrigin``). Programs of the API show a token that no page holds.
    private func checkOrigin(_ visit: Visit, _ route: Route) throws {
        guard !route.isAPI, ![.get, .head].contains(route.method) else { return }
        guard CrossOrigin.accepts(visit.inbound.headers, host: visit.inbound.host, baseURL: services.settings.baseURL)
        else {
            throw Refusal.foreignForm
        }
    }

    /// - Parameter roles: nothing for a guest, for whom the database was not read.
    private func checkPermission(_ visit: Visit, _ route: Route, _ roles: Result<Set<Role>, any Error>?) async throws {
        guard route.permission != .anyone else { return }
        let held: Set<Role>
        if let roles {
            held = try roles.get()
        } else {
            held = try await visit.read {
                try Self.roles(of: visit.visitor, for: route, visit.inbound, $0, visit.memberships)
            }
        }
        do {
            try Policy.require(route.permission, visitor: visit.visitor, roles: held)
        } catch let refusal as Refusal where refusal.status == .notFound {
            // A stranger is not told that the thing exists; the operator is.
            services.tellOperator(
                "Refused", "stranger", visit.inbound, visitor: visit.visitor.journalName,
                route: "\(route.method) \(route.pattern)")
            throw refusal
        }
    }

    /// What the visitor may do where the address leads: in an event, or in a programme.
    private static func roles(
        of visitor: Visitor, for route: Route, _ inbound: Inbound, _ reading: any Reading, _ memory: MembershipMemory
    ) throws -> Set<Role> {
        func held(in event: Event.ID) throws -> Set<Role> {
            let found =
                try Membership(justRead: visitor, in: event)
                ?? MembershipStore(reading).membership(of: visitor, in: event)
            if inbound.isLooking { memory.keep(found, at: try reading.commitNumber()) }
            return found.roles
        }
        guard route.permission != .anyone else { return [] }
        if let text = inbound.parameter("event") {
            guard let event = Event.ID(text) else { throw Refusal.notFound }
            return try held(in: event)
        }
        if let code = inbound.parameter("code") {
            let event = try reading.remember("event of code \(code)") { try Policy.event(ofCode: code, reading) }
            return try held(in: event)
        }
        if let text = inbound.parameter("programme") {
            guard let programme = Programme.ID(text) else { throw Refusal.notFound }
            return try Policy.roles(of: visitor, in: programme, reading)
        }
        return []
    }

    private static func refusal(for error: any Error, _ logger: Logger, _ inbound: Inbound) -> Refusal {
        if let refusal = error as? Refusal { return refusal }
        logger.error("\(error)", metadata: ["request": "\(inbound.id)"])
        if case StorageError.unavailable = error {
            return .databaseUnavailable
        }
        return .internalError(inbound.id)
    }

    private func refusal(_ refusal: Refusal, _ visit: Visit, isAPI: Bool) -> Answer {
        let answer = words(of: refusal, visit, isAPI: isAPI)
        return refusal.retryAfter.map { answer.setting(.retryAfter, String($0)) } ?? answer
    }

    private func words(of refusal: Refusal, _ visit: Visit, isAPI: Bool) -> Answer {
        if isAPI { return Problem.answer(refusal, visit) }
        if refusal.code == "sign-in-needed", visit.inbound.isLooking, !visit.inbound.wantsFragment {
            // Behind an event's door stand people with a personal link, and few with an account: the door says so.
            if let code = visit.inbound.parameter("code"), visit.inbound.path.hasPrefix("/e/\(code)/") {
                return .redirect(to: "/e/\(code)?back=\(PercentCoding.encode(visit.inbound.path))")
            }
            return .redirect(to: "/sign-in?back=\(PercentCoding.encode(visit.inbound.path))")
        }
        if refusal.code == "second-factor-needed", visit.inbound.isLooking, !visit.inbound.wantsFragment {
            return .redirect(to: gate.secondFactor)
        }
        return ErrorPage(refusal: refusal, visit: visit).answer
    }

    /// One line a request. The pattern, never the path: personal links carry their secret in the path.
    private func log(_ inbound: Inbound, _ route: Route, _ answer: Answer, _ duration: Duration) {
        let milliseconds = Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1000
        // Monitors ask every second, and what they hear is in the figures.
        services.logger.log(
            level: route.isForMonitors && answer.status.code < 400 ? .debug : .info,
            "\(inbound.method) \(route.pattern) \(answer.status.code)",
            metadata: ["request": "\(inbound.id)", "ms": "\((milliseconds * 10).rounded() / 10)"])
    }
}

/// How the dispatcher learns who is behind a request; Accounts know.
struct Gate: Sendable {
    /// What may be asked of the same view of the database in which the visitor was found.
    typealias Roles = @Sendable (Visitor, any Reading) -> Result<Set<Role>, any Error>

    /// The visitor; what `Roles` gave; and, where something is only looked at, which commit the database stood at. For a guest the
    /// database is not read.
    let visitor:
        @Sendable (_ inbound: Inbound, _ isAPI: Bool, Services, @escaping Roles) async throws -> (
            Visitor, Result<Set<Role>, any Error>?, commitNumber: Int64?
        )
    /// The visit as a route may see it.
    let narrowed: @Sendable (Visit, Route) -> Visit
    /// Throws where somebody has to do something else first.
    let check: @Sendable (Visit, Route) throws -> Void
    /// Where a second factor is set up.
    let secondFactor: String
}

/// RFC 9457 problem details: the API's face of a refusal.
enum Problem {
    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let instance: String
        let errors: [FieldError]?
        /// What it is about is played: nothing of it is real.
        let exercise: Bool?
    }

    private struct FieldError: Encodable {
        let field: String
        let detail: String
    }

    static func answer(_ refusal: Refusal, _ visit: Visit) -> Answer {
        let errors = refusal.fields.sorted { $0.key < $1.key }.map {
            FieldError(field: FieldKey.json($0.key), detail: $0.value.string())
        }
        let body = Body(
            type: "/problems/\(refusal.code)", title: refusal.title.string(), status: refusal.status.code,
            detail: refusal.advice.string(), instance: "urn:request:\(visit.inbound.id)",
            errors: errors.isEmpty ? nil : errors, exercise: RefusalMarks.mark(at: visit.inbound.path).map { _ in true }
        )
        let type = "application/problem+json"
        let answer =
            (try? Answer.json(body, status: refusal.status, type: type)) ?? Answer(refusal.status, type: type, "{}")
        return refusal.status == .unauthorized ? answer.setting(.wwwAuthenticate, "Bearer") : answer
    }
}
