import Foundation
import PackagePlugin

/// Writes two lists before each build, so that nobody keeps them by hand and a feature is added by adding its folder:
/// `Registry.features`, every `enum …: …Feature` at the margin of any file, and `Registry.migrations`, every
/// `static let … = Migration(` of a file whose name has `Migrations` in it.
@main
struct RegistryPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        guard let sources = target.sourceModule?.sourceFiles(withSuffix: "swift") else { return [] }
        let files = sources.map(\.url).sorted { $0.path < $1.path }
        var features: [String] = []
        var migrations: [String] = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            if text.contains("Feature") {
                features += text.matches(of: /(?m)^enum (\w+): \w*Feature\b/).map { "\($0.output.1).self" }
            }
            if file.lastPathComponent.contains("Migrations") {
                migrations += text.matches(of: /(?m)^ +static let (\w+) = Migration\(/).map {
                    "Migrations.\($0.output.1)"
                }
            }
        }
        let code = """
            import Storage

            enum Registry {
                static let features: [any Feature.Type] = [\(features.joined(separator: ", "))]
                static let migrations: [Migration] = [\(migrations.joined(separator: ", "))]
            }

            """
        let folder = context.pluginWorkDirectoryURL.appending(path: "lists")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appending(path: "Registry.swift")
        // Untouched while it is the same: else everything would be compiled again.
        if (try? String(contentsOf: output, encoding: .utf8)) != code {
            try code.write(to: output, atomically: true, encoding: .utf8)
        }
        return [
            .prebuildCommand(
                displayName: "Listing the features", executable: URL(filePath: "/bin/true"), arguments: [],
                outputFilesDirectory: folder)
        ]
    }
}
