import Domain
import Web

extension Document {
    /// What a document can be had as.
    enum Format: String, CaseIterable, Sendable {
        case docx, odt, pdf, html, md

        var mediaType: String {
            switch self {
            case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case .odt: "application/vnd.oasis.opendocument.text"
            case .pdf: "application/pdf"
            case .html: "text/html; charset=utf-8"
            case .md: "text/markdown; charset=utf-8"
            }
        }

        /// The programs that make it.
        var programs: [Program] {
            switch self {
            case .docx, .odt: [.pandoc]
            case .pdf: [.weasyPrint]
            case .html, .md: []
            }
        }

        /// - Throws: ``Refusal/programMissing(_:)``.
        func checkPrograms() throws {
            for program in programs where program.find() == nil { throw Refusal.programMissing(program) }
        }
    }

    /// Makes the file: HTML and Markdown by ourselves, PDF by WeasyPrint, DOCX and ODT by pandoc, which take seconds and are stopped
    /// after ``Program/Limits``: keep it outside of transactions.
    func file(_ format: Format) async throws -> [UInt8] {
        try format.checkPrograms()
        switch format {
        case .html: return Array(DocumentPage(self).html.text.utf8)
        case .md: return Array(DocumentMarkdown(self).text.utf8)
        case .pdf: return try await DocumentConversion.pdf(self)
        case .docx: return try await DocumentConversion.office(self, .docx)
        case .odt: return try await DocumentConversion.office(self, .odt)
        }
    }
}

/// What other programs make of a document.
private enum DocumentConversion {
    /// Tagged for screen readers (PDF/UA-1), with bookmarks, language and embedded fonts.
    static func pdf(_ document: Document) async throws -> [UInt8] {
        let folder = try WorkFolder()
        // WeasyPrint sets letters of a picture one by one: Arabic ones would not be joined, nor stand at their place.
        let isMirrored = document.direction == "rtl"
        let pictures = isMirrored ? try await pictures(of: document.numbered(), in: folder) : [:]
        try folder.write(DocumentPage(document, pictures: pictures).html.text, to: "report.html")
        // Hints: the widths of columns stand in attributes.
        let arguments = [
            "--quiet", "--presentational-hints", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "report.html",
            "report.pdf",
        ]
        guard let python = Program.weasyPrint.interpreter, let script = Asset.named("print.py") else {
            return try await Program.weasyPrint.run(arguments, in: folder, output: "report.pdf")
        }
        try folder.write(script.text, to: "print.py")
        // Isolated (-I): nothing of the folder or of the environment is taken for a module.
        return try await python.run(["-I", "print.py"] + arguments, in: folder, output: "report.pdf")
    }

    static func office(_ document: Document, _ target: DocumentPandoc.Target) async throws -> [UInt8] {
        let folder = try WorkFolder()
        let pictures = try await pictures(of: document.numbered(), in: folder)
        let standard = try await Program.pandoc.run(
            ["--print-default-data-file", "reference.\(target.rawValue)"], in: folder)
        let reference = try DocumentTemplate.reference(from: standard, for: document, target)
        try folder.write(reference, to: "reference.\(target.rawValue)")
        let tree = DocumentPandoc(document, for: target, version: try await version(in: folder), pictures: pictures)
        try folder.write(tree.json, to: "report.json")
        let file = try await Program.pandoc.run(
            [
                "+RTS", "-M768M", "-RTS", "--from", "json", "--to", target.rawValue, "--reference-doc",
                "reference.\(target.rawValue)", "--output", "report.\(target.rawValue)", "report.json",
            ], in: folder, output: "report.\(target.rawValue)")
        guard try DocumentTemplate.isMarked(file, document, target) else {
            throw DocumentTemplate.Unfit(part: "header")
        }
        return target == .odt ? try ruled(file) : file
    }

    /// Pandoc draws no lines in the tables of OpenDocument.
    private static func ruled(_ file: [UInt8]) throws -> [UInt8] {
        guard let content = try ZipArchive(file).part("content.xml") else { return file }
        let text = String(decoding: content, as: UTF8.self).replacing(
            "<style:table-cell-properties fo:border=\"none\" />",
            with: """
                <style:table-cell-properties fo:border-bottom="0.5pt solid #DEDBD3" fo:padding="0.08cm" />
                """)
        return try ZipWriter.replacing([.init("content.xml", text)], in: file)
    }

    /// By the number of the figure: the file that holds it.
    private static func pictures(of document: Document, in folder: WorkFolder) async throws -> [Int: String] {
        var pictures: [Int: String] = [:]
        // Without the rasteriser the tables say the same.
        guard Program.rasteriser.find() != nil else { return [:] }
        for block in document.blocks {
            guard case .figure(let figure) = block else { continue }
            let name = "figure-\(figure.number).png"
            try folder.write(try await ChartPicture.png(figure.svg), to: name)
            pictures[figure.number] = name
        }
        return pictures
    }

    /// The version of pandoc's tree, which its reader insists on; asked once.
    private static func version(in folder: WorkFolder) async throws -> String {
        if let known = knownVersion.known(.pandoc) { return known }
        try folder.write("", to: "empty.md")
        let answer = String(
            decoding: try await Program.pandoc.run(["--from", "markdown", "--to", "json", "empty.md"], in: folder),
            as: UTF8.self)
        guard let match = answer.firstMatch(of: /"pandoc-api-version":(\[[0-9,]+\])/) else {
            throw DocumentTemplate.Unfit(part: "pandoc-api-version")
        }
        let version = String(match.1)
        knownVersion.keep(version, for: .pandoc)
        return version
    }

    private static let knownVersion = Remembered<Program, String>(most: 1)
}
