import Domain
import Storage
import Web

/// Requests between cells: sent, acknowledged, answered, closed; each step stands for ever.
enum CellRequestOperations {
    /// Of one exercise.
    static let most = 5_000
    /// Addressees of one call.
    static let mostTargets = 64

    struct Sending: Sendable {
        var fields = RequestFields()
        var targets: Set<RequestTarget> = []
        /// The paper that it is about.
        var paper: Paper.ID?
        var device = DeviceTime.none
        var key: String?

        init(
            _ fields: RequestFields = RequestFields(), to targets: Set<RequestTarget> = [],
            about paper: Paper.ID? = nil,
            device: DeviceTime = .none, key: String? = nil
        ) {
            self.fields = fields
            self.targets = targets
            self.paper = paper
            self.device = device
            self.key = key
        }

        /// Fields of ``RequestFields``, `to` (`cell:ID`, `actor:ID`), `paper`, and those of ``DeviceTime``.
        init(_ form: FormValues, key: String?) throws {
            self.init(
                try RequestFields(form),
                to: Set(form.all("to").prefix(mostTargets).compactMap { RequestTarget($0) }),
                about: form["paper"].flatMap { Paper.ID($0) }, device: DeviceTime(form), key: key)
        }
    }

    /// To several it is one call, with a request to each.
    static func send(_ visit: Visit, _ event: Event.ID, _ sending: Sending, for cell: ExerciseCell.ID? = nil)
        async throws -> [ExerciseRequest.ID]
    {
        let language = visit.language
        return try await visit.database.write { tx in
            let acting = try CellActing(visit, event, for: cell, device: sending.device, tx)
            return try Language.$current.withValue(language) { try sendIn(acting, sending) }
        }
    }

    static func sendIn(_ acting: CellActing, _ sending: Sending) throws -> [ExerciseRequest.ID] {
        let store = CellRequestStore(acting.tx)
        let key = SendingKey.of(sending.key, by: acting.work.actor)
        if let before: RequestCall.ID = try AnswerSendingStore(acting.tx).id(.calls, sentAs: key) {
            return try store.ids(of: before)
        }
        let actors = Set(try PlanStore(acting.tx).actors(of: acting.exercise.msel).map(\.id))
        let cells = Set(acting.cells.map(\.id))
        let targets = sending.targets.filter { target in
            target.cell.map { cells.contains($0) && $0 != acting.cell.id } ?? target.actor.map(actors.contains) ?? false
        }
        let fields = try sending.fields.cleaned.checked { fields, check in
            if targets.isEmpty { check.fail("to", L("Choose whom you ask.")) }
            if !fields.toFunction.isEmpty, !acting.functions.contains(where: { $0.code == fields.toFunction }) {
                check.fail("to-function", L("Choose one of the answers."))
            }
        }
        guard try store.lastNumber(of: acting.event) + targets.count <= most else {
            throw Refusal.tooMany(L("There are \(most) requests, which is as many as an exercise takes."))
        }
        let about = try sending.paper.map { try acting.reached($0) }
        let elapsed = try acting.elapsed(notBefore: about ?? acting.moment.clock.startedAt ?? 0)
        let call = try CellRequestStore.insertCall(
            fields, paper: sending.paper, elapsed: elapsed, language: Language.current.rawValue, key: key, acting)
        var made: [ExerciseRequest.ID] = []
        for target in targets.sorted(by: { order($0, acting) < order($1, acting) }) {
            let id = try CellRequestStore.insert(
                CellRequestStore.New(
                    call: call, target: target, fromFunction: acting.functionCode, toFunction: fields.toFunction,
                    allowed: Int64(fields.allowed ?? 30) * EpochTime.minute, elapsed: elapsed),
                of: acting.event, acting.work)
            try acting.record(
                "request:\(id)", "exercise.request", also: target.cell.map { [$0] } ?? [],
                ["type": .text(fields.type), "elapsed": .whole(elapsed)])
            made.append(id)
        }
        return made
    }

    private static func order(_ target: RequestTarget, _ acting: CellActing) -> String {
        let number = target.cell.flatMap { id in acting.cells.first { $0.id == id }?.number } ?? 1_000_000
        return "\(10_000_000 + number) \(target)"
    }

    // MARK: Who is asked

    /// The one who is asked acts: a cell of players itself; for a simulated body, or a cell in which nobody plays, who runs the exercise.
    private static func asked(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ device: DeviceTime, _ tx: Transaction
    ) throws -> (CellActing, CellRequest) {
        let request = try CellRequestStore(tx).request(id, of: event)
        if let cell = request.target.cell {
            return (try CellActing(visit, event, for: cell, device: device, tx), request)
        }
        let standing = try ExerciseStanding(visit, event, tx)
        try standing.require(standing.isExcon)
        return (try CellActing(visit, event, control: request.from, device: device, tx), request)
    }

    private static func requireOpen(_ request: CellRequest) throws {
        switch request.state {
        case .sent, .acknowledged: return
        case .answered, .closed: throw Refusal.requestIsAnswered
        case .withdrawn: throw Refusal.requestIsWithdrawn
        }
    }

    static func acknowledge(_ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, device: DeviceTime = .none)
        async throws
    {
        try await visit.database.write { tx in
            let (acting, request) = try asked(visit, event, id, device, tx)
            try acknowledgeIn(acting, request)
        }
    }

    static func acknowledgeIn(_ acting: CellActing, _ request: CellRequest) throws {
        guard request.state == .sent else {
            if request.state == .withdrawn { throw Refusal.requestIsWithdrawn }
            return
        }
        try CellRequestStore.append(
            .acknowledged, to: request.id, elapsed: acting.elapsed(notBefore: request.sentAt), acting)
        try record(acting, request, "exercise.request-acknowledgement")
    }

    static func answer(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ fields: RequestAnswerFields,
        device: DeviceTime = .none
    ) async throws {
        let language = visit.language
        let cleaned = Language.$current.withValue(language) { fields.cleaned }
        try await visit.database.write { tx in
            let (acting, request) = try asked(visit, event, id, device, tx)
            try Language.$current.withValue(language) { try answerIn(acting, request, cleaned) }
        }
    }

    /// An answer acknowledges, too.
    static func answerIn(_ acting: CellActing, _ request: CellRequest, _ cleaned: Cleaned<RequestAnswerFields>) throws {
        let fields = try cleaned.checked()
        guard let outcome = RequestOutcome(rawValue: fields.outcome) else { throw Refusal.malformedForm }
        // Sent again after a lost answer.
        if let there = request.answer, there.outcome == outcome, there.text == fields.text,
            there.author == acting.work.actor
        {
            return
        }
        try requireOpen(request)
        try settle(acting, request, outcome, fields.text)
        try record(acting, request, "exercise.request-answer", ["outcome": .text(outcome.rawValue)])
    }

    private static func settle(
        _ acting: CellActing, _ request: CellRequest, _ outcome: RequestOutcome, _ text: String
    ) throws {
        let elapsed = try acting.elapsed(notBefore: request.step(.acknowledged)?.at ?? request.sentAt)
        if request.step(.acknowledged) == nil {
            try CellRequestStore.append(.acknowledged, to: request.id, elapsed: elapsed, acting)
        }
        try CellRequestStore.append(.answered, outcome, text, to: request.id, elapsed: elapsed, acting)
    }

    /// Passes it on: the one to whom it goes has a request of its own, of which this one is the parent.
    static func redirect(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, to target: RequestTarget?, _ text: String,
        device: DeviceTime = .none
    ) async throws -> ExerciseRequest.ID {
        let cleaned = Cleaned(text) { $0 = $1.lines("text", $0, limit: 4_000) }
        return try await visit.database.write { tx in
            let (acting, request) = try asked(visit, event, id, device, tx)
            return try redirectIn(acting, request, to: target, try cleaned.checked())
        }
    }

    static func redirectIn(_ acting: CellActing, _ request: CellRequest, to target: RequestTarget?, _ text: String)
        throws -> ExerciseRequest.ID
    {
        try requireOpen(request)
        let actors = try PlanStore(acting.tx).actors(of: acting.exercise.msel).map { RequestTarget.actor($0.id) }
        guard let target, (acting.cells.map { RequestTarget.cell($0.id) } + actors).contains(target) else {
            throw Refusal.invalid(["to": L("Choose whom you ask.")])
        }
        // Everybody who had it already, and who asked.
        let store = CellRequestStore(acting.tx)
        var been: Set<RequestTarget> = [.cell(request.from), request.target]
        var parent = request.parent
        while let id = parent {
            let above = try store.request(id, of: acting.event)
            been.insert(above.target)
            parent = above.parent
        }
        guard !been.contains(target) else { throw Refusal.requestGoesInCircles }
        try settle(acting, request, .redirected, text)
        let elapsed = try acting.elapsed(notBefore: request.step(.acknowledged)?.at ?? request.sentAt)
        let child = try CellRequestStore.insert(
            CellRequestStore.New(
                call: request.call, target: target, fromFunction: request.fromFunction, toFunction: "",
                allowed: request.allowed, elapsed: elapsed, parent: request.id), of: acting.event, acting.work)
        try record(acting, request, "exercise.request-redirection", also: target.cell)
        return child
    }

    // MARK: Who asks

    private static func sender(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ device: DeviceTime, _ tx: Transaction
    ) throws -> (CellActing, CellRequest) {
        let request = try CellRequestStore(tx).request(id, of: event)
        return (try CellActing(visit, event, for: request.from, device: device, tx), request)
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, device: DeviceTime = .none)
        async throws
    {
        try await visit.database.write { tx in
            let (acting, request) = try sender(visit, event, id, device, tx)
            guard request.state != .withdrawn else { return }
            try requireOpen(request)
            let earliest = request.step(.acknowledged)?.at ?? request.sentAt
            try CellRequestStore.append(
                .withdrawn, to: id, elapsed: acting.elapsed(notBefore: earliest), acting)
            try record(acting, request, "exercise.request-withdrawal")
        }
    }

    /// The one who asked says whether it was served.
    static func close(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, wasServed: Bool, device: DeviceTime = .none
    ) async throws {
        try await visit.database.write { tx in
            let (acting, request) = try sender(visit, event, id, device, tx)
            guard request.state != .closed else { return }
            guard request.state != .withdrawn else { throw Refusal.requestIsWithdrawn }
            guard let answer = request.answer else { throw Refusal.requestNotAnswered }
            try CellRequestStore.append(
                .closed, wasServed ? .served : .notServed, to: id, elapsed: acting.elapsed(notBefore: answer.at), acting
            )
            try record(acting, request, "exercise.request-closure", ["served": .flag(wasServed)])
        }
    }

    private static func record(
        _ acting: CellActing, _ request: CellRequest, _ kind: String, also cell: ExerciseCell.ID? = nil,
        _ facts: [String: JSONValue] = [:]
    ) throws {
        let cells = [request.from] + [request.target.cell, cell].compactMap(\.self)
        try acting.record("request:\(request.id)", kind, also: cells, facts)
    }

    // MARK: The queue of those who run the exercise

    /// Requests for which nobody plays: to simulated bodies, to the simulation cell, and to cells without players.
    static func queue(of event: Event.ID, _ reading: any Reading) throws -> [CellRequest] {
        let play = PlayStore(reading)
        let exercise = try play.required(event)
        let played = Set(try play.seats(of: event).filter { $0.role == .player }.compactMap(\.cell))
        let simulated = Set(
            try PlanStore(reading).cells(of: exercise.msel).filter { $0.kind == .simcell || !played.contains($0.id) }
                .map(\.id))
        return try CellRequestStore(reading).all(of: event).filter { request in
            request.state.isOpen && (request.target.cell.map(simulated.contains) ?? true)
        }
    }
}
