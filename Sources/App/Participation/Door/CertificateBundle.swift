import Domain
import Storage
import Web

/// All certificates of an event that are good, each a paper of its own, in one file.
enum CertificateBundle {
    static func file(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await visit.watched(
            L("All certificates in one file"), leaves: L("If you stop it, no file is made; nothing else changes."),
            back: DoorPaths.certificates(event)
        ) { watch in
            try await make(visit, event, watch)
        }
    }

    private static func make(_ visit: Visit, _ event: Event.ID, _ watch: LongWork) async throws -> Answer {
        try watch.begin(L("Reading the event").string())
        let (papers, code) = try await visit.read { reading in
            try visit.require(.organise, in: event, reading)
            let good = try CertificateStore(reading).certificates(of: event).filter {
                $0.revokedAt == nil && $0.isUnchanged
            }
            let papers = try good.map { certificate in
                (
                    name: name(of: certificate),
                    document: try CertificatePaper.document(certificate, baseURL: visit.settings.baseURL, reading)
                )
            }
            return (papers, try EventStore(reading).event(event).code)
        }
        guard !papers.isEmpty else { throw Refusal.notFound }
        try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
        try watch.begin(L("Making the file").string(), of: Int64(papers.count))
        var parts: [ZipWriter.Part] = []
        for paper in papers {
            let bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await paper.document.file(.pdf)
            }
            parts.append(.init(paper.name, bytes))
            try watch.advance()
        }
        return .download(
            try ZipWriter.write(parts), type: "application/zip", name: "certificates-\(code.lowercased()).zip")
    }

    /// `Primjer-Ana-K7QF-2M9X-4TRD.pdf`: the number makes it one of its own.
    private static func name(of certificate: CertificateRecord) -> String {
        let words = certificate.name.split { !$0.isLetter && !$0.isNumber }.prefix(6).joined(separator: "-")
        return "\(words.prefix(80))-\(certificate.number).pdf"
    }
}
