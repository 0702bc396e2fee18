import Logging
import Storage
import Web

/// What the administrator decided at the start.
public struct Settings: Sendable {
    /// Where people reach the server, without a slash at the end: `https://roundtable.example`. Links and QR codes begin with it.
    public var baseURL: String
    /// Whether cookies are only sent over HTTPS.
    public var isSecure: Bool { baseURL.hasPrefix("https://") }
    /// Whether `X-Forwarded-For` tells the visitor's address.
    public var trustsProxy: Bool
    /// Whether the front page of this demo shows its three links: only for a demo on a loopback address.
    public var showsDemoLinks: Bool
    /// How mail goes out; nil if this server sends none.
    public var mail: MailSettings?
    /// Requests to the API that one person (or, without a token, one address) may make in a minute; 0: as many as they like.
    public var apiLimit: Int
    /// What Prometheus must show to read `/metrics`; nil if nobody may.
    public var metricsToken: String?
    /// The provider at which accounts may sign in; nil if they use passwords only.
    public var openID: OpenIDSettings?
    /// What files people may keep here.
    public var files: FileSettings
    /// How long a form is waited for before the page that shows how far it is comes instead (``LongWorks``).
    public var patience = Duration.seconds(600)
    /// How long a change of somebody's place waits for the next before both are told in one mail, in milliseconds.
    public var mailPause: Int64
    /// Domains at which participants of an exercise may get its mail, in lower case; none: exercises send none.
    public var exerciseMailDomains: Set<String>

    public init(
        baseURL: String, trustsProxy: Bool = false, showsDemoLinks: Bool = false, mail: MailSettings? = nil,
        metricsToken: String? = nil, apiLimit: Int = 600, openID: OpenIDSettings? = nil,
        files: FileSettings = FileSettings(), mailPause: Int64 = 10 * 60_000,
        exerciseMailDomains: Set<String> = []
    ) {
        self.apiLimit = apiLimit
        self.baseURL = baseURL
        self.trustsProxy = trustsProxy
        self.showsDemoLinks = showsDemoLinks
        self.mail = mail
        self.metricsToken = metricsToken
        self.openID = openID
        self.files = files
        self.mailPause = mailPause
        self.exerciseMailDomains = exerciseMailDomains
    }
}

/// What every handler and operation works with, made once at the start and passed by init. A class, because every visit carries it: copied
/// as a value it cost fifty counts of references each time.
public final class Services: Sendable {
    public let database: Database
    public let environment: Environment
    public let settings: Settings
    /// The installation's secret, 32 bytes, made at the first start: for projector links, personal links and ballot keys.
    public let key: [UInt8]
    /// See ``Instance``.
    let instance: String
    public let live: LiveHub
    public let limits: Limits
    public let metrics: Metrics
    let readiness: Readiness
    let wiping = Wiping()
    /// What takes long asks it.
    public let stopping = Stopping()
    /// What takes long and is watched on a page.
    public let longWorks: LongWorks
    public let logger: Logger
    /// What the sign-in provider publishes.
    let documents = FetchedDocuments()

    init(
        database: Database, environment: Environment, settings: Settings, key: [UInt8], instance: String, live: LiveHub,
        limits: Limits, metrics: Metrics, readiness: Readiness, logger: Logger
    ) {
        self.database = database
        self.environment = environment
        self.settings = settings
        longWorks = LongWorks(patience: settings.patience)
        self.key = key
        self.instance = instance
        self.live = live
        self.limits = limits
        self.metrics = metrics
        self.readiness = readiness
        self.logger = logger
    }

    public struct Limits: Sendable {
        /// Sign-in tries for one e-mail address from one network address.
        public let signIn = RateLimiter(limit: 8, seconds: 300)
        /// Sign-in tries from one network address, whatever the e-mail.
        public let signInAddress = RateLimiter(limit: 60, seconds: 300)
        /// Sign-in tries for one e-mail address, wherever they come from, but for browsers that the account has signed in with
        /// before: so nobody can lock its owner out. Two nodes together stay below 100 an hour.
        public let signInAccount = RateLimiter(limit: 40, seconds: 3_600)
        /// Codes of the second factor tried for one account.
        public let secondFactor = RateLimiter(limit: 8, seconds: 900)
        /// Codes of events tried from one network address: a whole room may stand behind one address.
        public let join = RateLimiter(limit: 300, seconds: 300)
        /// Links and name cards that lead nowhere, from one network address: apart from codes, so that nobody who tries codes shuts a
        /// whole room's links out.
        public let links = RateLimiter(limit: 300, seconds: 300)
        /// E-mail addresses tried for one invitation.
        public let invitation = RateLimiter(limit: 5, seconds: 900)
        /// E-mail addresses of nobody that one person has tried for whom to let into a writing room.
        public let letIn = RateLimiter(limit: 20, seconds: 3_600)
        /// Addresses that one account has typed with a name that is not theirs: each answer says whether the address is known.
        public let addresses = RateLimiter(limit: 20, seconds: 900)
        /// Searches of one person: each reads all that they may see.
        public let searches = RateLimiter(limit: 30, seconds: 10)
        /// Requests to the API of one person, or of one address without a token.
        public let api: RateLimiter
        /// Live streams, by person, or by address where nobody is known (projectors).
        public let streams = StreamPlaces()
        public static let streamsOfPerson = 12
        public static let streamsOfAddress = 60
        /// Files that programs are asked to make, for one person.
        public let exports = RateLimiter(limit: 30, seconds: 300)
        /// Files that programs make at the same time.
        public let conversions = Turnstile(places: 2)
        /// Files to import that are read at the same time.
        public let imports = Turnstile(places: 2)
        /// Requests to the sign-in provider at the same time.
        public let provider = Turnstile(places: 8)

        public init(api: Int = 600) { self.api = RateLimiter(limit: api > 0 ? api : .max, seconds: 60) }
    }
}

extension Services {
    /// The value of one of our cookies.
    /// - Parameter name: without the prefix that it has over HTTPS.
    func cookie(_ name: String, of inbound: Inbound) -> String? {
        inbound.cookies[Cookie.name(name, isSecure: settings.isSecure)]
    }
}

extension Database {
    /// The installation's secret; made once.
    func installationKey(_ environment: Environment) async throws -> [UInt8] {
        try await write { tx in try tx.installationKey(environment) }
    }
}

extension Transaction {
    /// The installation's secret; made once.
    func installationKey(_ environment: Environment) throws -> [UInt8] {
        func stored() throws -> [UInt8]? {
            try first("SELECT value FROM setting WHERE name = 'key'").map {
                Array(try $0.get("value", as: String.self).utf8.prefix(64))
            }
        }
        if let key = try stored() { return key }
        let fresh = Secret.hex(environment.random(32))
        try execute("INSERT INTO setting (name, value) VALUES ('key', \(fresh)) ON CONFLICT (name) DO NOTHING")
        return try stored() ?? Array(fresh.utf8.prefix(64))
    }
}

extension Transaction {
    /// Remembers when something was done last.
    func note(_ name: String, _ now: Int64) throws {
        try execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(String(now)))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
