import Domain
import Markup
import Storage
import Web

enum EnvisionScreen: StageScreen {
    static var announcement: Message { L("Now the desired situation") }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        .empty
    }

    static func console(_ room: Room, formToken: HTML, now: Int64, _ reading: any Reading) throws -> StageConsole {
        StageConsole(stage: .empty)
    }

    static func projector(_ room: Room, joinAddress: String, now: Int64, _ reading: any Reading) throws -> HTML {
        .empty
    }
}
