import Domain
import Storage
import Web

/// With what each page of a player begins: who sits where, and what their cell sees now.
struct PlayerDesk {
    let player: PlayerSeat
    let view: CellView

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        player = try PlayerSeat(visit, event, reading)
        view = try CellView(player.event, player.exercise, player.cell, now: visit.now, reading)
    }

    var cell: ExerciseCell.ID { player.cell.id }
}
