import Domain
import Logging
import Storage
import Web

/// What is streamed to whom. Rendered once per audience and change; the console's forms need a token of the person who presses
/// them, so the client fills it in (see `data-token` in the interface kit).
actor LiveRendering {
    private let database: Database
    private let environment: Environment
    private let settings: Settings
    private let key: [UInt8]
    private weak var live: LiveHub?

    init(database: Database, environment: Environment, settings: Settings, key: [UInt8]) {
        self.database = database
        self.environment = environment
        self.settings = settings
        self.key = key
    }

    func connect(_ live: LiveHub) { self.live = live }

    func view(of audience: Audience, _ logger: Logger) async -> LiveView? { nil }
}
