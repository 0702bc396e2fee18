import Markup

/// A named part of a page that changes while people look at it.
public struct LiveRegion: Sendable, Hashable {
    /// The `id` of its element.
    public let id: String
    /// The whole element, with that id.
    public let html: HTML

    public init(_ id: String, _ html: HTML) {
        self.id = id
        self.html = html
    }
}

/// What one audience sees of a scope at one moment.
public struct LiveView: Sendable {
    /// Changes when the page must be fetched anew, because what each person may do has changed (another stage, another round).
    public let state: String
    /// The same bytes for every listener of the audience.
    public let regions: [LiveRegion]

    public init(state: String, regions: [LiveRegion]) {
        self.state = state
        self.regions = regions
    }
}

/// Who listens to what: an event (or another scope), one kind of page of it, in one language.
public struct Audience: Sendable, Hashable {
    public let scope: String
    /// For instance `participant`, `console`, `projector`.
    public let name: String
    public let language: Language

    public init(scope: String, name: String, language: Language) {
        self.scope = scope
        self.name = name
        self.language = language
    }
}

/// Streams changes to the pages that show them.
///
/// A change marks a scope; at most four times a second each audience of the scope is rendered once, and what differs from the last
/// time goes to all its listeners as the same bytes. A new listener gets the present state, not the missed past.
public actor LiveHub {
    private struct Crowd {
        var listeners: [Int: EventLine] = [:]
        /// Who is behind each listener, so that two windows of a person count once.
        var people: [Int: String] = [:]
        var state: ServerEvent?
        var regions: [String: ServerEvent] = [:]
        /// The rendering that is shown.
        var shown = 0
    }

    private var crowds: [Audience: Crowd] = [:]
    /// Newcomers who wait for the first rendering of their audience, and that rendering: two hundred who come at once are rendered for once.
    private var waiting: [Audience: Set<Int>] = [:]
    private var opening: [Audience: Task<Void, Never>] = [:]
    /// Audiences whose rendering is older than the last change.
    private var stale: Set<Audience> = []
    /// Each audience keeps its own pace: a table does not wait until the console of the whole room is rendered.
    private var renewing: [Audience: Task<Void, Never>] = [:]
    private var laterScopes: Set<String> = []
    private var lastListener = 0
    /// Counts renderings: they overlap where a newcomer comes during a change, and one that began earlier must not overwrite a
    /// later one.
    private var renderings = 0
    private var beating: Task<Void, Never>?
    private var isClosed = false
    private let interval: Duration
    /// How often a rendering that failed is tried again, a second apart.
    private let mostFailures = 60
    private let render: @Sendable (Audience) async -> LiveView?

    /// - Parameter render: what the audience sees now; nothing when the scope is gone.
    public init(interval: Duration = .milliseconds(250), render: @escaping @Sendable (Audience) async -> LiveView?) {
        self.interval = interval
        self.render = render
    }

    /// A stream of events for one page, beginning with the present state.
    /// - Parameter person: who listens, for counting the connected.
    public func listen(_ audience: Audience, person: String) async -> EventStream {
        let stream = EventStream()
        guard !isClosed else {
            stream.line.end()
            return stream
        }
        lastListener += 1
        let number = lastListener
        crowds[audience, default: Crowd()].listeners[number] = stream.line
        crowds[audience]?.people[number] = person
        stream.line.whenOver { Task { await self.leave(audience, number) } }
        if crowds[audience]?.state == nil { await first(audience, for: number) }
        if let crowd = crowds[audience], let state = crowd.state {
            stream.line.send(ServerEvent([state] + crowd.regions.values))
        }
        startBeating()
        // Also for a second window of a person: what it got may have been rendered long ago.
        peopleChanged(audience.scope)
        return stream
    }

    /// Waits until there is something to show. What comes in the meantime goes to the others: a newcomer then gets all of it.
    private func first(_ audience: Audience, for number: Int) async {
        waiting[audience, default: []].insert(number)
        let task = opening[audience] ?? Task { _ = await refresh(audience) }
        opening[audience] = task
        await task.value
        opening[audience] = nil
        waiting[audience]?.remove(number)
        if waiting[audience]?.isEmpty == true { waiting[audience] = nil }
    }

    /// How many people have a page of this name open in the scope, on this node.
    /// - Parameter prefix: counts those named so who have any page of a part of the scope open, too.
    public func connected(_ scope: String, audience name: String, alsoInParts prefix: String? = nil) -> Int {
        var people: Set<String> = []
        for (audience, crowd) in crowds {
            if audience.scope == scope && audience.name == name {
                people.formUnion(crowd.people.values)
            } else if let prefix, audience.scope.hasPrefix("\(scope)/") {
                people.formUnion(crowd.people.values.filter { $0.hasPrefix(prefix) })
            }
        }
        return people.count
    }

    /// All open streams of this node.
    public var listeners: Int { crowds.values.reduce(0) { $0 + $1.listeners.count } }

    /// Who has a page of the scope open, on this node, as they were named to ``listen(_:person:)``.
    public func people(_ scope: String) -> Set<String> {
        var people: Set<String> = []
        for (audience, crowd) in crowds where audience.scope == scope { people.formUnion(crowd.people.values) }
        return people
    }

    /// As ``changed(_:)``, but a second later and once for all changes until then: for pages that only count what happens in
    /// many parts.
    public func changedSoon(_ scope: String) {
        guard !isClosed, laterScopes.insert(scope).inserted else { return }
        Task {
            try? await Task.sleep(for: .seconds(1))  // Never cancelled.
            laterScopes.remove(scope)
            changed(scope)
        }
    }

    /// Something that all parts of a scope show has changed: who sits where, or the stage.
    public func changedParts(of scope: String) {
        for part in Set(crowds.keys.map(\.scope)) where part.hasPrefix("\(scope)/") { changed(part) }
    }

    /// Who comes to a part or leaves it is counted in the whole, too.
    private func peopleChanged(_ scope: String) {
        changed(scope)
        if let end = scope.firstIndex(of: "/") { changedSoon(String(scope[..<end])) }
    }

    /// Something in the scope has changed: whoever looks at it sees it within the interval.
    public func changed(_ scope: String) {
        guard !isClosed else { return }
        for audience in crowds.keys where audience.scope == scope {
            stale.insert(audience)
            if renewing[audience] == nil { renewing[audience] = Task { await self.renewUntilQuiet(audience) } }
        }
    }

    /// Ends all streams, so that listeners reconnect (to another node, or to this one after its restart).
    public func close() {
        isClosed = true
        for task in renewing.values { task.cancel() }
        beating?.cancel()
        for crowd in crowds.values {
            for line in crowd.listeners.values { line.end(ServerEvent("retry", "1000")) }
        }
        crowds = [:]
    }

    /// Ends the streams of a scope and of its parts, so that each listener asks again and its right to listen is looked at again.
    /// - Parameters:
    ///   - scope: nothing means all scopes.
    ///   - person: only the streams of this person, as named to ``listen(_:person:)``.
    public func interrupt(_ scope: String?, person: String? = nil) {
        for (audience, crowd) in crowds
        where scope.map({ audience.scope == $0 || audience.scope.hasPrefix("\($0)/") }) ?? true {
            for (number, line) in crowd.listeners where person == nil || crowd.people[number] == person {
                line.end(ServerEvent("retry", "300"))
            }
        }
    }

    private func leave(_ audience: Audience, _ number: Int) {
        crowds[audience]?.listeners[number] = nil
        crowds[audience]?.people[number] = nil
        if crowds[audience]?.listeners.isEmpty == true { crowds[audience] = nil }
        peopleChanged(audience.scope)
    }

    /// The first change goes out at once; further ones wait for the interval.
    private func renewUntilQuiet(_ audience: Audience) async {
        var failures = 0
        while stale.remove(audience) != nil, !Task.isCancelled {
            failures = await refresh(audience) ? 0 : failures + 1
            // The database may be away: whoever looks on must not miss what was changed just before.
            if (1...mostFailures).contains(failures) { stale.insert(audience) }
            // Cancelled only by close(), and the loop looks.
            try? await Task.sleep(for: failures == 0 ? interval : max(interval, .seconds(1)))
        }
        renewing[audience] = nil
    }

    /// - Returns: false where there was nothing to show.
    @discardableResult
    private func refresh(_ audience: Audience) async -> Bool {
        renderings += 1
        let turn = renderings
        let view = await Language.$current.withValue(audience.language) { await render(audience) }
        guard let view else { return crowds[audience] == nil }
        guard var crowd = crowds[audience], turn > crowd.shown else { return true }
        crowd.shown = turn
        var events: [ServerEvent] = []
        let state = ServerEvent("state", view.state)
        if crowd.state != state {
            crowd.state = state
            events.append(state)
        }
        for region in view.regions {
            let event = ServerEvent("region", region.html.text)
            if crowd.regions[region.id] != event {
                crowd.regions[region.id] = event
                events.append(event)
            }
        }
        crowds[audience] = crowd
        guard !events.isEmpty else { return true }
        // One change is one writing, and one waking of each page.
        let newcomers = waiting[audience] ?? []
        EventLine.send(ServerEvent(events), to: crowd.listeners.filter { !newcomers.contains($0.key) }.map(\.value))
        return true
    }

    private func startBeating() {
        guard beating == nil else { return }
        beating = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(15))  // Cancelled only by close(), and the loop looks.
                beat()
            }
        }
    }

    private func beat() {
        for crowd in crowds.values { EventLine.send(.heartbeat, to: crowd.listeners.values) }
    }
}
