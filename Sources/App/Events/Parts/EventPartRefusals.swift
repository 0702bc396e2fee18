import Web

extension Refusal {
    static let partIsThere = Refusal(
        .conflict, "part-is-there", L("The event has a part of this kind already."), advice: L("Nothing was changed."))
    static let partOfKind = Refusal(
        .conflict, "part-of-kind", L("Events of this kind always have this part."), advice: L("Nothing was changed."))
    static let noWorkshop = Refusal(
        .conflict, "no-workshop", L("This event has no workshop."),
        advice: L("Nothing was changed. An organiser can add a workshop in the event's settings."))

    /// - Parameter obstacle: what stands in it.
    static func partInUse(_ obstacle: Message) -> Refusal {
        Refusal(.conflict, "part-in-use", obstacle, advice: L("Nothing was changed."))
    }
}
