import App
import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Storage
import Web

/// `roundtable serve`: answers until it is told to stop (SIGTERM, SIGINT).
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts the server.",
        discussion:
            "Each flag also has a ROUNDTABLE_… variable and a key in the file: \(Manual.configuration) has the table.")

    @OptionGroup var storage: StorageOptions
    @OptionGroup var address: AddressOptions

    func run() async throws {
        try await Failure.told {
            let settings = try await address.settings(storage)
            // Kept until the end: two servers on one SQLite file would not tell each other's pages what has changed.
            var lock: ServingLock?
            if case .sqlite(let path) = settings.location { lock = try ServingLock(databaseAt: path) }
            lock?.sign()
            defer { lock?.release() }
            try await settings.withDatabase(existing: false) { database in try await serve(database, settings) }
        }
    }

    private func serve(_ database: Database, _ settings: ServerSettings) async throws {
        let logger = settings.logger
        if let change = database.schemaChange {
            logger.notice("Schema \(SchemaChange.words(change))", metadata: ["version": "\(Version.text)"])
        }
        var chosen = Settings(
            baseURL: settings.baseURL, trustsProxy: settings.trustsProxy,
            showsDemoLinks: try await DemoWorld.isDemo(database) && settings.isLoopback, mail: settings.mail,
            metricsToken: settings.metricsToken, apiLimit: settings.apiLimit, openID: settings.openID,
            files: settings.files, mailPause: settings.mailPause,
            exerciseMailDomains: settings.exerciseMailDomains)
        chosen.patience = .milliseconds(1_500)
        let app = try await RoundtableApp(
            database: database, environment: .live, settings: chosen, logger: logger)
        let server = Application(
            responder: app.responder, server: .site,
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                logger.notice(
                    "Roundtable is ready",
                    metadata: [
                        "version": "\(Version.text)", "listens": "\(settings.host):\(port)",
                        "url": "\(settings.baseURL)",
                        "database": "\(settings.location)",
                    ])
            },
            logger: logger)
        // Stopped from the last to the first: live streams end, then the server finishes what it was asked, then the feed.
        var configuration = ServiceGroupConfiguration(
            services: [JournalFollower(app: app), server, StreamCloser(services: app.services)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Failure(
                "Port \(settings.port) on \(settings.host) is taken by another program. Choose another with --port.",
                .unavailable)
        } catch let error as IOError where [EADDRNOTAVAIL, EACCES].contains(error.errnoCode) {
            // Another number would have to be written: starting again does not help.
            let reason =
                error.errnoCode == EACCES
                ? "ports below 1024 belong to root. Choose a higher one, and let a proxy listen on 443."
                : "this machine has no such address."
            throw Failure(
                "Listening on \(settings.host):\(settings.port) is not possible: \(reason)", .badConfiguration)
        } catch let error where error is SocketAddressError || error is SocketAddressError.UnknownHost {
            throw Failure(
                "host is “\(settings.host)”, which leads to no address. Write an address of this machine, as 127.0.0.1.",
                .badConfiguration)
        } catch let error as IOError {
            throw Failure("Listening on \(settings.host):\(settings.port) is not possible: \(error).", .unavailable)
        }
        logger.notice("Roundtable has stopped")
    }
}

/// Passes committed changes on to the pages that show them.
private struct JournalFollower: Service {
    let app: RoundtableApp

    func run() async throws {
        await cancelWhenGracefulShutdown { await app.followJournal() }
    }
}

/// Ends the live streams and what takes long at the beginning of a shutdown: the server waits for its open answers, and a stream would
/// never end.
private struct StreamCloser: Service {
    let services: Services

    func run() async throws {
        try? await gracefulShutdown()  // Only ever cancelled, which is the end too.
        services.stopping.begin()
        await services.live.close()
    }
}
