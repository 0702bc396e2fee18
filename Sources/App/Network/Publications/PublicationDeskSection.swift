import Domain
import Markup
import Web

/// Beside a publication, for those whose it is: where it is written, who releases it, who writes, who had it.
struct PublicationDeskSection {
    let page: PublicationPage

    private var record: PublicationRecord { page.seen.record }
    private var id: Publication.ID { record.id }

    var html: HTML { "\(writing)\(release)\(leads)\(writers)\(readership)\(history)\(readers)" }

    private func form(_ path: String, _ label: Message, isPrimary: Bool = false, _ fields: HTML = .empty) -> HTML {
        """
        <form class="actions" method="post" action="\(path)">\(fields)<button\("class", value: isPrimary ? "primary" : nil)>\(label)</button></form>
        """
    }

    // MARK: Writing

    private var writing: HTML {
        let edit: HTML =
            page.manages
            ? "<p><a href=\"\(PublicationPaths.editing(id))\">\(Icon.svg("edit")) \(L("Edit the plan"))</a></p>"
            : .empty
        guard let event = record.event else {
            let open = form(PublicationPaths.room(id), L("Open the writing room"), isPrimary: true)
            return """
                <section id="writing"><h2>\(L("Writing"))</h2>\
                <p>\(L("Nobody has begun yet. The writing room is open to those who speak for its leads, and to whom they let in."))</p>\
                \(page.manages ? open : .empty)\(edit)</section>
                """
        }
        let way: HTML =
            page.writes
            ? "<a class=\"button primary\" href=\"\(Paths.guideBuilder(event))\">\(L("Go to the text"))</a>"
            : page.speaks.isEmpty ? .empty : form(PublicationPaths.entry(id), L("Write with them"), isPrimary: true)
        return """
            <section id="writing"><h2>\(L("Writing"))</h2><p>\(stage)</p><div class="actions">\(way)</div>\
            \(page.writes ? draft(event) : .empty)\(page.manages ? review : .empty)\(edit)</section>
            """
    }

    private func draft(_ event: Event.ID) -> HTML {
        """
        <p class="small"><a href="\(Paths.report(event, "guide.docx"))" download>\(L("The draft as DOCX"))</a> · \
        <a href="\(Paths.report(event, "guide.pdf"))" download>PDF</a></p>
        """
    }

    private var stage: Message {
        switch page.text?.state {
        case .review: L("A version is in review: its leads release it, or it goes back to writing.")
        case .final: L("Its text is locked as it was released.")
        case .writing where !page.releases.isEmpty: L("Its next version is being written.")
        default: L("It is being written.")
        }
    }

    private var review: HTML {
        switch page.text?.state {
        case .review: return form(PublicationPaths.returning(id), L("Back to writing"))
        case .final: return form(PublicationPaths.followUp(id), L("Write the next version"))
        case .writing:
            let state = page.returned == .review ? page.state : FormState()
            return """
                <details\("open", when: page.returned == .review)><summary>\(L("Put it up for review"))</summary>\
                <form class="form" method="post" action="\(PublicationPaths.review(id))">\
                \(state.placed("review").area("note", L("What the leads should look at (optional)"), maxLength: 2_000))\
                <div class="actions"><button>\(L("Keep a version and ask the leads"))</button></div></form></details>
                """
        default: return .empty
        }
    }

    // MARK: Release

    /// The version in review, and a button for each lead for whom the visitor speaks.
    private var release: HTML {
        guard let version = page.reviewed, let event = record.event else { return .empty }
        let said = Set(page.words.map(\.member))
        // Words of somebody whose mandate was suspended count again when it is not: then one more press releases it.
        let isEnough = ReleaseRule.isReleased(
            page.words.map { .init(member: $0.member.description, person: $0.account.description) })
        let own = page.speaks.filter { isEnough || !said.contains($0.member) }
        let read: HTML =
            page.writes
            ? "<p><a href=\"\(Paths.guideVersion(event, version.id))\">\(L("Read this version"))</a></p>" : .empty
        return """
            <section id="release" class="notice"><h2>\(L("Release"))</h2><p dir="auto">\(version.label)</p>\
            \(version.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(version.note)</p>")\(read)\
            <p>\(L("It is released when two leads of different members have said so; readers then find it by its marking."))</p>\
            \(own.html { lead in
                let fields: HTML = """
                    <input type="hidden" name="member" value="\(lead.member.description)"><input type="hidden" name="version" value="\(version.id)">
                    """
                return form(
                    PublicationPaths.release(id), L("Release it for \(page.names.name(lead.member))"), isPrimary: true,
                    fields)
            })</section>
            """
    }

    // MARK: Leads and writers

    private var leads: HTML {
        """
        <section id="leads"><h2>\(L("Who writes it"))</h2><ul class="lines">\(page.seen.leads.html(line))</ul>\
        \(page.manages && !record.isReleased ? adding : .empty)</section>
        """
    }

    private func line(_ lead: PublicationLead) -> HTML {
        let word = page.words.first { $0.member == lead.member }
        let named = lead.account.flatMap { account in
            page.speakers[lead.member]?.first { $0.id == account }?.name
                ?? page.writers.first { $0.account == account }?.name
        }
        let moment = MomentWords(page.visit.visitor.account?.timeZone)
        let said: HTML =
            word.map { word -> HTML in
                let acting = word.mandate.flatMap { page.acting[$0] }.map { words -> HTML in "<span>\(words)</span> " }
                return """
                    <span class="state good">\(L("released by \(word.name)"))</span> \(acting)<span class="muted">\(moment.html(word.saidAt))</span>
                    """
            } ?? (page.reviewed == nil ? .empty : "<span class=\"state warn\">\(L("has not said yet"))</span>")
        let removal: HTML =
            page.manages && page.seen.leads.count > 1
            ? """
            <details><summary>\(L("Remove"))<span class="sr">: \(page.names.name(lead.member))</span></summary>\
            <form class="form" method="post" action="\(PublicationPaths.leadRemoval(id))"><input type="hidden" name="member" value="\(lead.member.description)">\
            <p>\(L("Who acts for it leaves the writing room, and what it said of a version in review no longer counts."))</p>\
            <div class="actions"><button class="danger">\(L("Remove"))<span class="sr">: \(page.names.name(lead.member))</span></button></div></form></details>
            """ : .empty
        return """
            <li class="between"><div><p class="title" dir="auto">\(page.names.name(lead.member))</p>\
            <p class="meta"><bdi>\(named ?? "")</bdi> \(said)</p></div>\(removal)</li>
            """
    }

    private var adding: HTML {
        let state = page.returned == .lead ? page.state : FormState()
        let options = page.names.members.map {
            (value: $0.ref.description, label: Message.verbatim(page.names.name($0.ref)))
        }
        let people = Dictionary(page.speakers.values.flatMap { $0 }.map { ($0.id, $0.name) }) { first, _ in first }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { (value: $0.key.description, label: Message.verbatim($0.value)) }
        return """
            <details\("open", when: page.returned == .lead)><summary>\(L("Add a member, or name who speaks for it"))</summary>\
            <form class="form" method="post" action="\(PublicationPaths.leads(id))">\(state.error("leads"))\
            \(state.select("member", L("Member"), options: options))\
            \(state.select("account", L("Who speaks for it"), hint: L("Nobody named: everybody who holds its mandate."), options: [(value: "", label: L("Everybody who holds its mandate"))] + people))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    private var writers: HTML {
        guard record.event != nil else { return .empty }
        let none: HTML = "<p class=\"muted\">\(L("Nobody yet."))</p>"
        let count = page.writers.count
        let list = FoldedList.html(
            page.writers.map(writer), L(count, one: "\(count) person", other: "\(count) people"))
        return """
            <section id="writers"><h2>\(L("In the writing room"))</h2>\(page.writers.isEmpty ? none : list)\(page.manages && !record.isReleased ? letting : .empty)</section>
            """
    }

    private func writer(_ writer: ParticipantRecord) -> HTML {
        """
        <li class="between"><p><bdi>\(writer.name)</bdi> <span class="muted">\(writer.role == .rapporteur ? L("writes") : L("reads and comments"))</span></p>\
        \(page.manages ? """
            <details><summary>\(L("Remove"))<span class="sr">: \(writer.name)</span></summary>\
            <form class="form" method="post" action="\(PublicationPaths.writerRemoval(id, writer.id))">\
            <p>\(L("They leave the writing room; what they wrote stays."))</p>\
            <div class="actions"><button class="danger">\(L("Remove"))<span class="sr">: \(writer.name)</span></button></div></form></details>
            """ : .empty)</li>
        """
    }

    private var letting: HTML {
        let state = page.returned == .writer ? page.state : FormState()
        return """
            <details\("open", when: page.returned == .writer)><summary>\(L("Let somebody in"))</summary>\
            <form class="form" method="post" action="\(PublicationPaths.writers(id))">\
            \(state.placed("writer").text("email", L("E-mail"), hint: L("Of somebody who has an account here."), type: "email", maxLength: 254, isRequired: true))\
            \(state.placed("writer").select("role", L("What they do"), options: [(value: "writes", label: L("Writes")), (value: "reads", label: L("Reads and comments"))]))\
            <div class="actions"><button>\(L("Let them in"))</button></div></form></details>
            """
    }

    /// The answer of the function that decides it.
    private var readership: HTML {
        guard let readership = page.readership else { return .empty }
        // Somebody who was let in may be of no programme.
        let further = page.writers.map(\.name).filter { !readership.named.contains($0) }
        let isMany = further.count > FoldedList.most
        let writing: HTML =
            further.isEmpty || readership.isPublic
            ? .empty
            : isMany
                ? "<p class=\"hint\">\(L("In any case those who are in the writing room."))</p>"
                : "<p class=\"hint\" dir=\"auto\">\(L("In any case, since they write it: \(list: further)."))</p>"
        return """
            <section id="readership"><h2>\(record.isReleased ? L("Who may read it") : L("Who will read it once it is released"))</h2>\
            \(ReadershipSection.html(readership))\(writing)</section>
            """
    }

    // MARK: What was released, and who had it

    private var history: HTML {
        guard !page.releases.isEmpty else { return .empty }
        let moment = MomentWords(page.visit.visitor.account?.timeZone)
        return """
            <section id="releases"><h2>\(L("Releases"))</h2><ol class="lines" reversed>\(page.releases.html { release in
                """
                <li><p>\(L("Release \(release.number)")) <span class="muted">\(moment.html(release.releasedAt))</span> \
                \(release.withdrawnAt == nil ? .empty : "<span class=\"state bad\">\(L("withdrawn"))</span>")</p></li>
                """
            })</ol>\(record.isReleased && page.manages ? withdrawing : .empty)</section>
            """
    }

    private var withdrawing: HTML {
        let state = page.returned == .withdrawal ? page.state : FormState()
        return """
            <details\("open", when: page.returned == .withdrawal)><summary>\(L("Withdraw it"))</summary>\
            <form class="form" method="post" action="\(PublicationPaths.withdrawal(id))">\
            \(state.placed("withdrawal").area("note", L("Why, for those who had it"), hint: L("Readers no longer find the text. Whoever had it is told."), maxLength: 2_000))\
            <div class="actions"><button class="danger">\(L("Withdraw it"))</button></div></form></details>
            """
    }

    private var readers: HTML { page.manages ? WithdrawalSection.readers(page.fetches) : .empty }
}
