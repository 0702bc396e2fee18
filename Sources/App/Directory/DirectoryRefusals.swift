import Web

extension Refusal {
    static let lastSector = Refusal(.conflict, "last-sector", L("At least one sector stays in use."))
}
