import Domain
import Markup
import Storage
import Web

/// The roadmap on the wall of the meeting.
struct PlanWallPage {
    private let visit: Visit
    private let state: String
    let material: PlanMaterial
    let lanes: PlanLanesSection

    init(_ visit: Visit, _ id: ProgrammePlan.ID, _ reading: any Reading) throws {
        let material = try PlanMaterial(visit, id, reading)
        try Self.check(material.plan, material.voice)
        self.visit = visit
        self.material = material
        state = try ScopeStateStore(reading).state(of: Scope.programme(material.plan.programme).description)
        let words = try PlanWords(material.plan.programme, material.entries.map(\.action), reading)
        let gathered = try PlanGathered(material.plan, material.voice, reading)
        let adoption = try PlanAdoption(material.plan, material.entries, material.voice, reading)
        lanes = PlanLanesSection(
            material: material, words: words, gathered: gathered, adoption: adoption, isOnWall: true)
    }

    /// On the wall is what its owner, or who coordinates, opens there.
    static func check(_ plan: PlanRecord, _ voice: PlanVoice) throws {
        guard voice.standing.coordinates || voice.edits(plan) else { throw Refusal.forbidden }
    }

    /// It renews itself.
    static func listen(_ visit: Visit, _ id: ProgrammePlan.ID) async throws -> Answer {
        let programme = try await visit.read { reading -> Programme.ID in
            let (plan, voice) = try PlanOperations.seen(visit, id, reading)
            try check(plan, voice)
            return plan.programme
        }
        return await ProgrammeLive.listen(visit, programme)
    }

    var answer: Answer {
        let plan = material.plan
        guard !visit.inbound.wantsFragment else { return Answer.html(room).setting(.pageState, state) }
        var layout = Layout(.projector, .verbatim(plan.title), path: PlanPaths.wall(plan.id))
        layout.styles = ["tables"]
        layout.live = PlanPaths.wallLive(plan.id)
        layout.state = state
        return .html(layout.document(room))
    }

    private var room: HTML {
        let plan = material.plan
        let told = material.entries.reduce(plan.marking) { TLP.stricter($0, $1.action.marking) }
        let marking = lanes.gathered.marking(over: told)
        return """
            <main class="room" id="room"><header><p><bdi>\(plan.title)</bdi></p><p>\(PlanWords.percent(material.progress.value))</p></header>\
            <div>\(lanes.html)</div>\
            <footer><p>\(PlanWords.stage(plan.stage))</p><p>\(TLP.chip(marking))</p></footer></main>
            """
    }
}
