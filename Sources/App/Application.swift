import HTTPTypes
import Hummingbird
import Logging
import Markup
import Storage
import Web

/// The product, ready to answer: services, routes, and the feed from the journal to the live pages.
public struct RoundtableApp: Sendable {
    public let services: Services
    public let responder: Border

    /// - Parameter database: opened with ``Migrations/all``.
    public init(database: Database, environment: Web.Environment, settings: Settings, logger: Logger) async throws {
        let key = try await database.installationKey(environment)
        try await StartingData.loadIfEmpty(database, environment: environment)
        try await FoldedColumns.refresh(database)
        try await CalendarHostStore.fix(settings.baseURL, in: database)
        try await StepClockTimes.refresh(database, now: environment.now())
        let rendering = LiveRendering(database: database, environment: environment, settings: settings, key: key)
        let live = LiveHub { audience in await rendering.view(of: audience, logger) }
        await rendering.connect(live)
        services = Services(
            database: database, environment: environment, settings: settings, key: key,
            instance: Instance.id(ofKey: key), live: live,
            limits: Services.Limits(api: settings.apiLimit), metrics: Metrics(),
            readiness: Readiness(database, logger), logger: logger)
        let dispatcher = Dispatcher(services: services, gate: .accounts)
        let site = Site(
            endpoints: Routes.all.map(dispatcher.endpoint) + [Asset.endpoint], environment: environment,
            trustsProxy: settings.trustsProxy, isSecure: settings.isSecure, logger: logger, missing: dispatcher.missing)
        responder = site.responder(by: Self.table)
    }

    /// The addresses are those of the program: a process that has several sites, as tests do, makes it once.
    private static let table = RouteTable(
        Routes.all.map { ($0.method, $0.pattern) } + [(Asset.endpoint.method, Asset.endpoint.pattern)])

    /// Passes what is committed on to the pages that show it, and runs the clocks of the features, until the task is cancelled.
    /// - Parameters:
    ///   - tells: whether clocks run that write though nothing is due.
    ///   - runsClocks: whether any runs. Tests that count commits do without.
    public func followJournal(tells: Bool = true, runsClocks: Bool = true) async {
        async let clocks: Void = runsClocks ? Clock.run(services, withBusy: tells) : ()
        await passOn()
        await clocks
    }

    private func passOn() async {
        for await notices in services.database.journalFeed() {
            for notice in notices where JournalKind.takingRights.contains(notice.kind) {
                // Whoever signed out, or organises no longer, may have been listening anywhere.
                // What is written down in one part of an event may be about another.
                await services.live.interrupt(
                    notice.scope.hasPrefix("event:") ? String(notice.scope.prefix { $0 != "/" }) : nil,
                    person: notice.scope == Scope.accounts.description ? notice.subject : nil)
            }
            // Another window of the voter shows what is stored now.
            for notice in notices where notice.kind == "ballot.casting" {
                if let voter = notice.actor { services.limits.streams.tell(voter, ServerEvent("ballot", "1")) }
            }
            // What a programme plans is read by few at a time, and changes by whole tables.
            for scope in Set(notices.map(\.scope)) where scope.hasPrefix("programme:") {
                await services.live.changedSoon(scope)
            }
            for scope in Set(notices.map(\.scope)) where scope.hasPrefix("event:") {
                await services.live.changed(scope)
                // Work at one table renews the pages of the whole room only now and then.
                if let end = scope.firstIndex(of: "/") {
                    await services.live.changedSoon(String(scope[..<end]))
                } else {
                    await services.live.changedParts(of: scope)
                }
            }
        }
    }
}
