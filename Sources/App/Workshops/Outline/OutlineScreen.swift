import Domain
import Markup
import Storage
import Web

/// The outline on the three screens of the room.
enum OutlineScreen: StageScreen {
    static let stage = WorkshopStage.outline
    static var announcement: Message { L("The outline of the guide") }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        try OutlineVoter(room, seat: seat, visit: visit, reading).html
    }

    static func state(_ room: Room, _ reading: any Reading) throws -> String { try Outline(room, reading).state }

    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? {
        let outline = try Outline(room, reading)
        guard outline.open.isEmpty else { return outline.heard(all: true) }
        return Set(outline.ratings.values.joined().map(\.participant))
    }

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        try OutlineConsole(room, reading).screen
    }

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        let outline = try Outline(room, reading)
        let part = try OutlineStore(reading).shownPart(of: room.event.id) ?? outline.firstPart
        return OutlineProjector(room: room, outline: outline, part: part, joinAddress: join.short).scene
    }
}

/// One part of the outline, for the last row of the hall.
struct OutlineProjector {
    let room: Room
    let outline: Outline
    let part: OutlinePart
    let joinAddress: String

    var scene: ProjectorScene {
        let all = outline.standing(part)
        return ProjectorScene(
            about: L("The outline of the guide"), label: part.label,
            content: """
                <div class="outline-room"><h1\("class", value: all.count > 3 ? "long" : nil)>\(part.question)</h1>\
                \(all.isEmpty ? invitation : list(all))</div>
                """)
    }

    private var invitation: HTML {
        """
        <p class="lede">\(L("There is nothing here yet. Propose a statement on your phone:"))</p>\
        <p class="big"><bdi>\(joinAddress)</bdi></p>
        """
    }

    /// Few statements are shown large; of many, each gets one line.
    private func list(_ all: [OutlineStatementRecord]) -> HTML {
        let size = all.count <= 3 ? "few" : all.count <= 5 ? "some" : "many"
        let most = 8
        let rest = all.count - most
        return """
            <ul class="lines \(size)">\(all.prefix(most).html { statement in
                let view = StatementView(statement, outline, room)
                return "<li>\(view.title("p", classes: "clamp"))\(view.chip)</li>"
            })</ul>\(rest > 0 ? "<p class=\"muted\">\(L(rest, one: "\(rest) more on your phone.", other: "\(rest) more on your phone."))</p>" : .empty)
            """
    }
}
