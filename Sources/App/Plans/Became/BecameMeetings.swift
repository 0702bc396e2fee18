import Domain
import Storage
import Web

/// What the thread is told of meetings: items of their agendas that led to something, what they decided, and what somebody has to do.
enum BecameMeetings {
    static func tell(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        guard let visitor = asked.visitor, let now = asked.now else { return }
        let events = try BecameStore(reading).meetings(of: asked.events)
        guard !events.isEmpty else { return }
        let voice = try ActionVoice(visitor, now: now, reading)
        var given: [ActionRecord] = []
        for event in events {
            let membership = try MembershipStore(reading).membership(of: visitor, in: event)
            guard membership.allows(.attend) else { continue }
            let record = try EventStore(reading).event(event)
            let blocks = try MeetingReading.blocks(record, membership, reading)
            let decisions = Dictionary(grouping: try MeetingStore(reading).decisions(of: event)) {
                $0.block.description
            }
            let actions = try ActionStore(reading).actions(from: MeetingOperations.origin, blocks.map(\.id)).filter(
                voice.reads)
            let led = Set(actions.compactMap { $0.origin?.id }).union(decisions.keys)
            for block in blocks where led.contains(block.id) {
                var item = ThreadItem(kind: .agendaItem, id: block.id, event: event, title: block.title)
                item.marking = block.marking(in: record.marking)
                material.meetings.append(item)
                for decision in decisions[block.id] ?? [] { tell(decision, under: item, &material) }
            }
            given += actions
        }
        try tell(given, voice, reading, &material)
    }

    private static func tell(
        _ decision: MeetingDecisionRecord, under block: ThreadItem, _ material: inout ThreadMaterial
    ) {
        let id = decision.id.description
        var item = ThreadItem(
            kind: .decision, id: id, event: decision.event, title: decision.fields.text,
            language: decision.fields.language)
        item.marking = block.marking
        material.meetings.append(item)
        material.planning.append(.init(block.id, id, .decidedOn))
        material.agreements[id] = .agreedOn(
            agreed: decision.held.count { $0.stance == .agree },
            reserved: decision.held.count { $0.stance == .reserve })
    }

    private static func tell(
        _ given: [ActionRecord], _ voice: ActionVoice, _ reading: any Reading, _ material: inout ThreadMaterial
    ) throws {
        let proofs = try ActionProofs(given, reading)
        for action in given {
            let standing = proofs.standing(action, for: voice)
            var item = ThreadItem(
                kind: .action, id: action.id.description, event: nil,
                title: "\(action.title) · \(standing.label.string())", language: action.language)
            (item.programme, item.marking) = (action.programme, action.readable.marking)
            item.standing = standing.thread
            material.planned.append(item)
            if let origin = action.origin {
                material.planning.append(.init(origin.id, action.id.description, .followedBy))
            }
        }
    }
}
