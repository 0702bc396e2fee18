import Domain
import Markup
import Storage
import Web

/// Who has earned a certificate, what counts for it, and those that were issued.
struct CertificatesPage {
    private let frame: EventFrame
    private let sheet: AttendanceSheet
    private let issued: [CertificateRecord]
    private let form: FormState

    init(_ visit: Visit, _ event: Event.ID, form: FormState = FormState(), _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        sheet = try AttendanceSheet(frame.event, reading)
        issued = try CertificateStore(reading).certificates(of: event)
        self.form = form
    }

    private var event: EventRecord { frame.event }
    private var path: String { DoorPaths.certificates(event.id) }
    private var held: Set<Participant.ID> { Set(issued.filter { $0.revokedAt == nil }.map(\.participant)) }
    private var waiting: [AttendanceSheet.Line] {
        sheet.lines.filter { $0.earns(sheet.rule) && !held.contains($0.person.id) }
    }

    var answer: Answer {
        let layout = frame.layout(
            L("Certificates"), path: path, tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event.id))])
        return layout.answer(
            """
            <div class="head"><h1>\(L("Certificates"))</h1>\
            <p class="muted">\(L("Who was there for at least \(sheet.rule.percent) % of the minutes that count has earned one."))</p></div>\
            \(content)\(rule)
            """, form.errors.isEmpty ? .ok : .wrong)
    }

    /// All who have earned one have it: then those stand first, and who has not earned it is what is left to say.
    private var isDone: Bool { waiting.isEmpty && !held.isEmpty }

    private var content: HTML {
        if sheet.come == 0 { return nobody }
        return isDone ? list + earned : early + earned + list
    }

    private var nobody: HTML {
        """
        <div class="empty"><h2>\(L("Nobody was noted yet"))</h2>\
        <p class="muted">\(L("Certificates follow from attendance. Check people in at the desk, or take over a list of the video service."))</p>\
        <a class="button primary" href="\(DoorPaths.attendance(event.id))">\(L("Note who was there"))</a></div>
        """
    }

    /// While days are still to come.
    private var early: HTML {
        guard CalendarDate.today(frame.visit.now, timeZone: event.timeZone) < event.endsOn, !waiting.isEmpty else {
            return .empty
        }
        return
            "<p class=\"notice\">\(L("The event lasts until \(DateText.day(event.endsOn)). A certificate that is given out now tells of the days until today."))</p>"
    }

    private var earned: HTML {
        let (waiting, missing) = (waiting, sheet.lines.filter { !$0.days.isEmpty && !$0.earns(sheet.rule) })
        guard !isDone || !missing.isEmpty else { return .empty }
        return """
            <section id="earned">\(isDone ? .empty : waiting.isEmpty ? nothingEarned(missing.count) : giving(waiting))\
            \(missing.isEmpty ? .empty : """
                <details><summary>\(L(missing.count, one: "\(missing.count) person came and has not earned it", other: "\(missing.count) people came and have not earned it"))</summary>\
                <ul class="lines">\(missing.html { line in
                    "<li class=\"between\"><bdi>\(line.person.name)</bdi> <span class=\"muted\">\(line.share.map { "\(ShareWords.message($0))" } ?? .empty)</span></li>"
                })</ul></details>
                """)</section>
            """
    }

    private func nothingEarned(_ came: Int) -> HTML {
        let percent = sheet.rule.percent
        let most = sheet.lines.compactMap(\.share).max().map { ShareWords.message($0) }
        let best: HTML = most.map { " \(L("The most that anybody has is \($0)."))" } ?? .empty
        return """
            <h2>\(L("Nobody has earned one yet"))</h2><p class="muted">\(L(came, one: "\(came) person was there; what counts asks for \(percent) %.", other: "\(came) people were there; what counts asks for \(percent) %."))\(best)</p>
            """
    }

    private func giving(_ waiting: [AttendanceSheet.Line]) -> HTML {
        """
        <h2>\(L("Earned, not given out yet"))</h2><form class="stack-2" id="issue" method="post" action="\(path)"><div class="actions">\
        <button class="primary" name="for" value="all">\(L(waiting.count, one: "Give out \(waiting.count) certificate", other: "Give out \(waiting.count) certificates"))</button>\
        <button name="for" value="chosen">\(L("Give to the ticked people"))</button></div>\
        <ul class="lines">\(waiting.html { line in
            """
            <li><label class="check"><input type="checkbox" name="participant" value="\(line.person.id)"> <span class="between">\
            <bdi>\(line.person.name)</bdi> <span class="muted">\(line.share.map { "\(ShareWords.message($0))" } ?? .empty)</span></span></label></li>
            """
        })</ul></form>
        """
    }

    private var list: HTML {
        guard !issued.isEmpty else { return .empty }
        let bundle = DoorPaths.certificateBundle(event.id)
        return """
            <section id="issued"><div class="between"><h2>\(L(issued.count, one: "\(issued.count) given out", other: "\(issued.count) given out"))</h2>\
            \(held.isEmpty ? .empty : "<a class=\"button plain\" href=\"\(bundle)\" download>\(Icon.svg("download")) \(L("All in one file (ZIP)"))</a>" as HTML)</div>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Certificates").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("Name"))</th><th scope="col">\(L("Number"))</th><th scope="col">\(L("Took part"))</th><th scope="col">\(L("Issued on"))</th>\
            <th scope="col">\(L("Changes"))</th></tr></thead><tbody>\(issued.html(line))</tbody></table></div></section>
            """
    }

    private func line(_ certificate: CertificateRecord) -> HTML {
        let issued = DateText.day(MomentWords(event.timeZone).wallClock(certificate.issuedAt).date)
        return """
            <tr><th scope="row"><bdi>\(certificate.name)</bdi></th><td data-label="\(L("Number").string())"><bdi>\(certificate.number)</bdi></td>\
            <td data-label="\(L("Took part").string())">\(CertificatePaper.took(certificate))</td><td data-label="\(L("Issued on").string())">\(issued)</td>\
            <td data-label="\(L("Changes").string())"><div class="actions">\(certificate.revokedAt != nil ? "<span class=\"state bad\">\(L("Revoked"))</span>" as HTML : """
                <a class="button plain" href="\(DoorPaths.certificateFile(event.id, certificate.id))" download>\(Icon.svg("download")) PDF<span class="sr">: \(certificate.name)</span></a>\
                <form method="post" action="\(DoorPaths.certificateRevocation(event.id, certificate.id))"><button class="plain">\(L("Revoke"))<span class="sr">: \(certificate.name)</span></button></form>
                """)</div></td></tr>
            """
    }

    private var rule: HTML {
        let stored =
            [("percent", String(sheet.rule.percent))]
            + sheet.days.map { ("counted-\($0)", sheet.rule.counted[$0].map(String.init) ?? "") }
        let shown = form.errors.isEmpty ? FormState(stored: stored) : form
        return """
            <section id="rule"><h2>\(L("What counts"))</h2>\
            <form class="form" method="post" action="\(DoorPaths.certificateRule(event.id))">\
            \(shown.summary([("percent", L("Share in percent"))] + sheet.days.map { ("counted-\($0)", .verbatim(DateText.day($0))) }))\
            \(shown.text("percent", L("Share in percent"), isRequired: true, inputMode: "numeric"))\
            <fieldset class="stack-2"><legend>\(L("Minutes of each day that count"))</legend>\
            <p class="hint">\(L("Left empty: a whole day for who was noted at the desk, and six hours for who was connected. 0: the day does not count."))</p>\
            <div class="row">\(sheet.days.html { shown.text("counted-\($0)", .verbatim(DateText.day($0)), inputMode: "numeric") })</div></fieldset>\
            <div class="actions"><button>\(L("Save"))</button></div></form></section>
            """
    }
}

/// What whoever holds a certificate in the hand finds out: the number is on the paper, the surname is typed.
struct CertificateCheckPage {
    let visit: Visit
    let number: String
    var form = FormState()
    /// Nothing before the surname was typed, or where it was wrong.
    var found: CertificateRecord?
    /// There is no such pair.
    var isUnknown = false

    var answer: Answer {
        .html(
            visit.layout(.narrow, L("Check a certificate")).document(
                """
                <div class="head"><h1>\(L("Check a certificate"))</h1><p class="muted">\(L("Number")) <bdi>\(number)</bdi></p></div>\
                \(isUnknown ? """
                    <div class="notice bad" role="alert"><p><b>\(L("There is no certificate with this number and surname."))</b> \
                    \(L("Type the number and the surname as they stand on the paper. Capitals and accents do not matter."))</p></div>
                    """ : .empty)\(found.map(result) ?? question)
                """), status: isUnknown ? .notFound : .ok)
    }

    private var question: HTML {
        """
        <form class="form" id="check" method="post" action="\(DoorPaths.check(number))">\
        \(form.text("surname", L("Surname, as it stands on the paper"), autocomplete: "off", maxLength: 200, isRequired: true))\
        <div class="actions"><button class="primary">\(L("Check"))</button></div></form>
        """
    }

    private func result(_ certificate: CertificateRecord) -> HTML {
        let issued = DateText.day(MomentWords().wallClock(certificate.issuedAt).date)
        let state: HTML =
            if certificate.revokedAt != nil {
                "<div class=\"notice bad\" role=\"status\"><p><b>\(L("This certificate was revoked. It is not valid."))</b></p></div>"
            } else if !certificate.isUnchanged {
                "<div class=\"notice bad\" role=\"status\"><p><b>\(L("This certificate was changed after it was issued. It is not valid."))</b></p></div>"
            } else {
                "<div class=\"notice good\" role=\"status\"><p><b>\(L("This certificate is valid."))</b> \(L("Compare it with the paper."))</p></div>"
            }
        return """
            \(state)<dl class="facts"><dt>\(L("Name"))</dt><dd dir="auto">\(certificate.name)</dd>\
            <dt>\(L("Took part in"))</dt><dd dir="auto">\(certificate.title)</dd>\
            <dt>\(L("When"))</dt><dd>\(DateText.span(certificate.startsOn, certificate.endsOn))</dd>\
            \(certificate.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd dir=\"auto\">\(certificate.place)</dd>" as HTML)\
            <dt>\(L("Took part"))</dt><dd>\(CertificatePaper.took(certificate))</dd><dt>\(L("Issued on"))</dt><dd>\(issued)</dd></dl>\
            \(certificate.revokedAt == nil && certificate.isUnchanged ? paper : .empty)
            """
    }

    /// Says nothing that does not stand above.
    private var paper: HTML {
        """
        <form method="post" action="\(DoorPaths.check(number))"><input type="hidden" name="surname" value="\(form.values["surname"] ?? "")">\
        <button name="paper" value="1">\(Icon.svg("download")) \(L("Download the certificate"))</button></form>
        """
    }
}
