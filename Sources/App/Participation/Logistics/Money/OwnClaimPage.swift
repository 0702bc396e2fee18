import Domain
import Markup
import Storage
import Web

/// On the phone: what I spent, what came of it.
struct OwnClaimPage {
    let visit: Visit
    let own: OwnJourney
    let event: EventRecord
    let traveller: Traveller
    let claims: [ClaimRecord]
    let items: [Claim.ID: [ClaimItemRecord]]
    let receipts: [ClaimItem.ID: [ReceiptRecord]]
    let balances: [Settlement.Balance]
    let states: [String: FormState]

    init(_ visit: Visit, _ own: OwnJourney, _ states: [String: FormState], _ reading: any Reading) throws {
        self.visit = visit
        self.own = own
        self.states = states
        traveller = try own.traveller(visit, reading)
        event = try EventStore(reading).event(traveller.event)
        claims = try MoneyStore(reading).claims(of: traveller.id)
        items = try MoneyStore(reading).items(of: claims.map(\.id))
        receipts = try ReceiptStore(reading).receipts(of: claims.map(\.id))
        let people = try Settlement.of(traveller.event, reading).people[traveller.id] ?? [:]
        balances = people.sorted { $0.key.code < $1.key.code }.map(\.value)
    }

    private var open: ClaimRecord? { claims.first { $0.state.isOpen } }

    var answer: Answer {
        let layout = OwnPage.layout(visit, own, event, L("Costs"), path: own.claimPath)
        return layout.answer(
            """
            \(OwnPage.tabs(own, event, "claim"))<div class="head"><h1>\(L("Costs"))</h1><p class="muted"><bdi>\(event.title)</bdi></p><p>\(L("For:")) <b><bdi>\(traveller.name)</bdi></b></p></div>\
            \(standing)\(balances.isEmpty ? .empty : "<ul class=\"lines\">\(balances.html(balance))</ul>")\
            \(claims.filter { !$0.state.isOpen }.html(closed))\(traveller.isSeated ? writing : OwnPage.noSeat)
            """, states.values.allSatisfy(\.errors.isEmpty) ? .ok : .wrong)
    }

    /// What it means for costs that the event does not take place as planned.
    private var standing: HTML {
        switch event.standing {
        case .planned: .empty
        case .postponed:
            "<p class=\"notice warn\">\(L("The event is postponed: what you are entitled to stays open until there is a new date."))</p>"
        case .cancelled:
            "<p class=\"notice warn\">\(L("The event is cancelled: what cannot be given back can still be claimed, and nothing else."))</p>"
        }
    }

    private func balance(_ balance: Settlement.Balance) -> HTML {
        let rest: HTML =
            balance.toRecover.minor > 0
            ? "<span class=\"state warn\">\(L("Please give back")) \(MoneyWords.html(balance.toRecover))</span>"
            : balance.toPay.minor > 0
                ? "\(L("Still to be paid to you:")) <b>\(MoneyWords.html(balance.toPay))</b>"
                : "\(L("All of it is paid."))"
        return """
            <li><p>\(L("You are entitled to")) <b>\(MoneyWords.html(balance.due))</b>. \(rest)</p></li>
            """
    }

    private func closed(_ claim: ClaimRecord) -> HTML {
        """
        <section id="claim-\(claim.number)"><h2>\(L("Claim no. \(claim.number)")) \(claim.state.chip)</h2>\
        \(claim.reason.isEmpty ? .empty : "<p class=\"notice warn\" dir=\"auto\">\(claim.reason)</p>")<ul class="lines">\((items[claim.id] ?? []).html { item in
            """
            <li class="between"><span><span dir="auto">\(item.words)</span> <span class="muted">\(DateText.dayAndMonth(item.spentOn))</span></span><span>\(MoneyWords.html(item.amount))\
            \(item.allowed.flatMap { Money(minor: $0, claim.currency) }.map { " → <b>\(MoneyWords.html($0))</b>" as HTML } ?? .empty)\
            \(item.reason.isEmpty ? .empty : " <span class=\"muted\" dir=\"auto\">\(ClaimPage.words(item.reason))</span>")</span>\
            \((receipts[item.id] ?? []).html { "<p class=\"meta\">\(link($0))</p>" })</li>
            """
        })</ul></section>
        """
    }

    private var writing: HTML {
        let written = open.flatMap { items[$0.id] } ?? []
        let reason: HTML =
            open.map { $0.reason.isEmpty ? .empty : "<p class=\"notice warn\" dir=\"auto\">\($0.reason)</p>" } ?? .empty
        let list: HTML =
            written.isEmpty
            ? .empty
            : """
            <ul class="lines">\(written.html(line))</ul>
            """
        return
            "<section id=\"writing\"><h2>\(L("What I spent"))</h2>\(reason)\(list)\(adding(isFirst: written.isEmpty))\(written.isEmpty ? .empty : sending)</section>"
    }

    private func line(_ item: ClaimItemRecord) -> HTML {
        let final: HTML =
            item.isNotRefundable
            ? " <span class=\"chip\">\(L("not refunded if the event is cancelled"))</span>" : .empty
        return """
            <li id="item-\(item.id)"><div class="between"><span><span dir="auto">\(item.words)</span> <span class="muted">\(item.category.label), \(DateText.dayAndMonth(item.spentOn))</span>\(final)</span>\
            <span class="actions"><b>\(MoneyWords.html(item.amount))</b>\
            <form method="post" action="\(own.claimPath)"><input type="hidden" name="item" value="\(item.id)"><button class="plain" name="act" value="removal">\(L("Remove"))<span class="sr">: \(item.words)</span></button></form></span></div>\
            \(proof(item))</li>
            """
    }

    /// Its receipts, and the way to one more.
    private func proof(_ item: ClaimItemRecord) -> HTML {
        let (known, state) = (receipts[item.id] ?? [], states["receipt-\(item.id)"])
        let list: HTML = known.html { receipt in
            """
            <div class="between">\(link(receipt))<form method="post" action="\(own.claimPath)"><input type="hidden" name="receipt" value="\(receipt.id)">\
            <button class="plain" name="act" value="receipt-removal">\(L("Remove"))<span class="sr">: \(receipt.file.name)</span></button></form></div>
            """
        }
        let form = (state ?? FormState()).placed("receipt-\(item.id)")
        return """
            \(list)<details\("open", when: state != nil)><summary>\(known.isEmpty ? L("Add the bill") : L("Add one more bill"))<span class="sr">: \(item.words)</span></summary>\
            <form class="form" method="post" action="\(own.claimPath)" enctype="multipart/form-data"><input type="hidden" name="item" value="\(item.id)">\
            \(Self.file(form, visit.settings.files, id: "receipt-\(item.id)-file", isRequired: true))\
            <div class="actions"><button name="act" value="receipt">\(L("Add the bill"))</button></div></form></details>
            """
    }

    private func link(_ receipt: ReceiptRecord) -> HTML {
        "<a href=\"\(own.receiptPath(receipt.id))\" download>\(Icon.svg("download")) <bdi>\(receipt.file.name)</bdi></a>"
    }

    /// A phone offers its camera for it.
    private static func file(_ state: FormState, _ settings: FileSettings, id: String, isRequired: Bool) -> HTML {
        let isWrong = state.errors["file"] != nil
        return """
            <div class="field"><label for="\(id)">\(L("Bill", context: "proof"))</label>\
            <p class="hint" id="\(id)-hint">\(L("A photo or PDF, up to \(settings.most >> 20) MB. Only who keeps the money sees it."))</p>\
            <input type="file" id="\(id)" name="file" accept="image/*,application/pdf"\("required", when: isRequired) aria-describedby="\(id)-hint\(isWrong ? " \(id)-error" : "")"\
            \("aria-invalid", value: isWrong ? "true" : nil)>\(state.error("file"))</div>
            """
    }

    private func adding(isFirst: Bool) -> HTML {
        let form = states["item"] ?? FormState(stored: [("currency", "EUR"), ("category", "travel")])
        return """
            <details id="new"\("open", when: isFirst || states["item"] != nil)><summary>\(L("Add a cost"))</summary><form class="form" id="item" method="post" action="\(own.claimPath)" enctype="multipart/form-data">\
            \(form.summary([("words", L("What for")), ("spent-on", L("Date")), ("amount", L("Amount")), ("currency", L("Currency")), ("category", L("Category")), ("not-refundable", L("not refunded if the event is cancelled")), ("file", L("Bill", context: "proof"))]))\
            \(form.text("words", L("What for"), hint: L("“Taxi from the airport”; keep the bill."), maxLength: 400, isRequired: true))\
            \(form.select("category", L("Category"), options: CostCategory.options))\
            <div class="stack-2"><div class="row spent">\(form.text("spent-on", L("Date"), type: "date", isRequired: true))\
            \(form.text("amount", L("Amount"), maxLength: 30, isRequired: true, inputMode: "decimal"))\(form.select("currency", L("Currency"), options: MoneyWords.currencies))</div>\
            <p class="hint">\(L("In the currency in which you paid; it is exchanged at the rate of the month."))</p></div>\
            \(form.check("not-refundable", L("Not refunded if the event is cancelled")))\(form.error("not-refundable"))\
            \(Self.file(form, visit.settings.files, id: "file", isRequired: false))\
            <div class="actions"><button\(isFirst ? " class=\"primary\"" as HTML : .empty) name="act" value="addition">\(L("Add the cost"))</button></div></form></details>
            """
    }

    private var sending: HTML {
        let form = (states["claim"] ?? FormState()).placed("claim")
        return """
            <form class="form" id="claim" method="post" action="\(own.claimPath)">\(form.area("note", L("Note to who checks it"), hint: L("No bank data: where it is paid is settled outside."), maxLength: 2_000))\
            <div class="dock actions"><button class="primary" name="act" value="submission">\(L("Send the claim"))</button></div></form>
            """
    }
}
