import Domain
import Storage
import Web

/// Where the objectives of an event come from, and which topics serve them: the thread begins with what countries and institutions said
/// before anybody met.
extension ConsultationFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.answer, .objective]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        let store = ObjectiveStore(reading)
        let objectives = try store.objectives(of: asked.events)
        let lines = try store.answers(of: asked.events)
        guard !objectives.isEmpty || !lines.isEmpty else { return }
        var roles: [Event.ID: Set<Role>] = [:]
        for event in Set(lines.map(\.event)) {
            // Nobody in particular is everybody in the room.
            roles[event] = try asked.visitor.map { try Policy.roles(of: $0, in: event, reading) } ?? [.participant]
        }
        material.answers = lines.filter { AnswerSight.mayRead($0.marking, roles: roles[$0.event] ?? []) }.map { line in
            ThreadItem(
                kind: .answer, id: line.id, event: line.event, title: line.name, language: line.language,
                country: line.country)
        }
        material.objectives = objectives.map { objective in
            ThreadItem(
                kind: .objective, id: objective.id.description, event: objective.event, title: objective.text,
                language: objective.language, number: objective.position)
        }
        for objective in objectives {
            let id = objective.id.description
            material.groundings += objective.answers.sorted().map { .init(upper: $0, lower: id) }
            material.services += objective.topics.sorted().map { .init(upper: id, lower: $0) }
        }
    }

    static func threadHome(of id: String) -> SQL { ObjectiveStore.threadHome(of: id) }

    static func threadPage(of item: ThreadItem) -> String? { nil }
}
