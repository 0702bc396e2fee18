import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// # Attendance, certificates and badges
///
/// - `/events/E/attendance` shows who was there, day by day, what was noted twice, and the devices at the door; `…/export/:format` is the
///   same as a table.
/// - `…/attendance/import` takes over the list of a video service: the first page shows what was found in it, `…/choice` notes it.
/// - `/events/E/certificates` says who has earned one, issues and revokes; `…/certificates.zip` holds all that are good; `/c/NUMBER` is printed on each, and tells whoever types the
///   surname whether it is good.
/// - `/events/E/badges` prints badges in three layouts.
enum AttendanceRoutes {
    static let all: [Route] = [
        .get(DoorPaths.attendance, .facilitate) { visit, event in
            try await visit.read { try AttendancePage(visit, event, $0).answer }
        },
        .get(DoorPaths.export, .facilitate) { visit, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            return try await visit.read { reading in
                let sheet = try AttendanceSheet(try EventStore(reading).event(event), reading)
                let table = AttendanceTable(sheet, try DirectoryNames(reading))
                return try format.answer(name: "attendance", header: table.header, rows: table.rows)
            }
        },
        .post(DoorPaths.undoing, .facilitate) { visit, event, id in
            try await DeskOperations.undo(visit, event, id)
            return .redirect(to: Done.attendanceUndone.at(DoorPaths.attendance(event)))
        },
        .get(DoorPaths.importing, .organise) { visit, event in
            try await visit.read { reading in
                let frame = try EventFrame(visit, event, reading)
                return AttendanceImportPage(frame: frame, state: Self.begin(frame.event, visit)).answer
            }
        },
        .post(DoorPaths.importing, .organise, limit: Route.fileLimit, look),
        .post(DoorPaths.importChoice, .organise, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            _ = try await AttendanceImport.take(
                visit, event, day: form.text("day"), minutes: try AttendanceImportPage.minutes(form),
                list: String(form.text("list").prefix(64)))
            return .redirect(to: Done.attendanceTaken.at(DoorPaths.attendance(event)))
        },
        .get(DoorPaths.certificates, .organise) { visit, event in
            try await visit.read { try CertificatesPage(visit, event, $0).answer }
        },
        .post(DoorPaths.certificates, .organise) { visit, event in
            let form = try visit.inbound.form()
            let chosen = Set(form.all("participant").compactMap { Participant.ID($0) })
            let count = try await CertificateOperations.issue(visit, event, form["for"] == "chosen" ? chosen : nil)
            let path = DoorPaths.certificates(event)
            return .redirect(to: count == 0 ? path : Done.certificatesIssued.at(path))
        },
        .post(DoorPaths.certificateRule, .organise, setRule),
        .get(DoorPaths.certificateBundle, .organise) { visit, event in
            try await CertificateBundle.file(visit, event)
        },
        .get(DoorPaths.certificateFile, .organise) { visit, event, id in
            let certificate = try await visit.read { try CertificateStore($0).certificate(id, of: event) }
            guard certificate.revokedAt == nil else { throw Refusal.notFound }
            return try await paper(visit, certificate)
        },
        .post(DoorPaths.certificateRevocation, .organise) { visit, event, id in
            try await CertificateOperations.revoke(visit, event, id)
            return .redirect(to: Done.certificateRevoked.at(DoorPaths.certificates(event)))
        },
        .get(DoorPaths.check, .anyone) { visit, number in
            CertificateCheckPage(visit: visit, number: CertificateOperations.typed(number)).answer
        },
        .post(DoorPaths.check, .anyone) { visit, number in
            let form = try visit.inbound.form()
            var page = CertificateCheckPage(
                visit: visit, number: CertificateOperations.typed(number), form: FormState(form))
            do {
                let found = try await CertificateOperations.check(
                    visit, number: number, surname: form.text("surname"))
                if form.isOn("paper"), found.revokedAt == nil, found.isUnchanged {
                    return try await paper(visit, found)
                }
                page.found = found
            } catch let refusal as Refusal where refusal.code == Refusal.certificateNotFound.code {
                page.isUnknown = true
            }
            return page.answer
        },
    ]

    private static func paper(_ visit: Visit, _ certificate: CertificateRecord) async throws -> Answer {
        let document = try await visit.read { reading in
            try CertificatePaper.document(certificate, baseURL: visit.settings.baseURL, reading)
        }
        return .download(
            try await document.file(.pdf), type: Document.Format.pdf.mediaType, name: "certificate.pdf")
    }

    private static func begin(_ event: EventRecord, _ visit: Visit) -> FormState {
        let today = CalendarDate.today(visit.now, timeZone: event.timeZone)
        return FormState(stored: [("day", EventDays.has(today, event) ? today : event.startsOn)])
    }

    private static func look(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let list = try await visit.services.limits.imports.pass(busy: .importsBusy) {
                try await Stopping.aside { try AttendanceList(upload) }
            }
            let day = form.text("day")
            let digest = Secret.hex(Sodium.hash(upload.bytes).prefix(16))
            return try await visit.read { reading in
                let frame = try EventFrame(visit, event, reading)
                guard EventDays.has(day, frame.event) else {
                    throw Refusal.invalid(["day": L("Choose one of the days of the event.")])
                }
                return AttendanceImportPage(
                    frame: frame, state: FormState(),
                    match: (
                        found: try AttendanceMatch(list, of: event, reading), day: day, list: digest, left: list.left
                    )
                ).answer
            }
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { reading in
                AttendanceImportPage(frame: try EventFrame(visit, event, reading), state: state).answer
            }
        }
    }

    private static func setRule(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            var (rule, errors) = (AttendanceRule(percent: 0, counted: [:]), [String: Message]())
            if let percent = form.wish("percent", in: 1...100) {
                rule.percent = percent
            } else {
                errors["percent"] = WholeText.words(1...100)
            }
            for name in form.fields.map(\.name) where name.hasPrefix("counted-") && !form.text(name).isEmpty {
                if let minutes = form.wish(name, in: 0...1_440) {
                    rule.counted[String(name.dropFirst(8))] = minutes
                } else {
                    errors[name] = WholeText.words(0...1_440)
                }
            }
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            try await CertificateOperations.setRule(visit, event, rule)
            return .redirect(to: Done.saved.at(DoorPaths.certificates(event)))
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { try CertificatesPage(visit, event, form: state, $0).answer }
        }
    }
}

/// The table of who was there, to take along.
struct AttendanceTable {
    let header: [String]
    let rows: [[String]]

    init(_ sheet: AttendanceSheet, _ names: DirectoryNames) {
        header =
            ["name", "organisation", "country", "sector", "role"] + sheet.days.flatMap { [$0, "\($0) minutes"] } + [
                "days", "minutes", "counted-minutes", "percent",
            ]
        rows = sheet.lines.map { line in
            let days = sheet.days.flatMap { day -> [String] in
                let entry = line.days[day]
                let first = entry.map { $0.firstAt.map(MomentWords.iso) ?? "yes" } ?? ""
                return [first, entry?.minutes.map(String.init) ?? ""]
            }
            let share = line.days.isEmpty ? nil : line.share
            return
                [
                    line.person.name, line.person.organisation, line.person.country ?? "", line.person.sector ?? "",
                    line.person.role.rawValue,
                ] + days + [
                    "\(line.days.count)", "\(line.attended)", "\(line.counted)",
                    share.map { "\($0 / 10).\($0 % 10)" } ?? "",
                ]
        }
    }
}
