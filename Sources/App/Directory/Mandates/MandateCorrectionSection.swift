import Domain
import Markup
import Web

/// On the page of a mandate, for administrators: what was entered wrongly is corrected.
struct MandateCorrectionSection {
    let mandate: MandateRecord
    let names: MandateNames
    /// As it was sent and refused; nothing for what is stored.
    let refused: FormState?

    var html: HTML {
        let labels: [(field: String, label: Message)] = [
            ("role", L("Function")), ("holder", L("For")), ("programme", L("Programme")), ("since", L("First day")),
            ("last-day", L("Last day")), ("review-by", L("To be confirmed by")), ("document", L("Document")),
            ("note", L("Note")),
        ]
        return """
            <details id="correcting"\("open", when: refused != nil)><summary>\(L("Correct what was entered"))</summary>
            <form class="form" method="post" action="\(Paths.mandate(mandate.id))">\
            <p class="muted">\(L("Whose it is stays: to appoint somebody else, end it first. The journal keeps what stood before."))</p>\
            \(state.summary(labels))\
            <div class="row">\(state.select("role", L("Function"), options: MandateRole.allCases.map { ($0.rawValue, $0.label) }))\
            \(state.select("holder", L("For"), options: holders))</div>\
            \(state.select("programme", L("Programme"), options: programmes))\
            <div class="row">\(state.text("since", L("First day"), type: "date", isRequired: true))\
            \(state.text("last-day", L("Last day"), hint: L("Empty while nobody knows."), type: "date"))</div>\
            \(state.text("review-by", L("To be confirmed by"), type: "date"))\
            \(state.text("document", L("Document"), maxLength: 200))\
            \(state.area("note", L("Note"), maxLength: 500))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    private var state: FormState {
        let stored: [(String, String)] = [
            ("role", mandate.role.rawValue), ("holder", mandate.holder.description),
            ("programme", mandate.programme?.description ?? ""), ("since", mandate.since),
            ("last-day", MandateDays.last(mandate.until) ?? ""), ("review-by", mandate.reviewBy ?? ""),
            ("document", mandate.document), ("note", mandate.note),
        ]
        return (refused ?? FormState(stored: stored)).placed("correction")
    }

    /// Also what is offered for nothing new: a working group that is closed.
    private var holders: [(value: String, label: Message)] {
        let offered = names.holderOptions(Set(MandateHolder.Kind.allCases), in: Set(names.programmes.keys))
        let own = mandate.holder.description
        if offered.contains(where: { $0.value == own }) { return offered }
        return [(value: own, label: names.told(mandate.holder))] + offered
    }

    private var programmes: [(value: String, label: Message)] {
        let all = names.programmes.sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }
        return [(value: "", label: L("All programmes"))]
            + all.map { (value: $0.key.description, label: Message.verbatim($0.value)) }
    }
}
