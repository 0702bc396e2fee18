import Foundation

/// Where the pages of the manual are on this machine: installed from the package, or in the folder of the source.
enum Manual {
    static let configuration = path(of: "configuration.md")

    private static func path(of page: String) -> String {
        let installed = "/usr/share/doc/roundtable/\(page)"
        if FileManager.default.fileExists(atPath: installed) { return installed }
        // From the tarball the pages stand beside the program's folder.
        let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/\(page)").path
        return FileManager.default.fileExists(atPath: beside) ? beside : "docs/\(page) of the source"
    }
}
