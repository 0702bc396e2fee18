import Configuration
import Foundation
import SystemPackage

/// Where settings come from, the strongest first: flags, `ROUNDTABLE_…` variables, the file. Everything is checked at the start,
/// also what a stronger source hides, so that a mistake does not wait for the day on which that source goes away.
struct SettingSources {
    private struct Source {
        let provider: any ConfigProvider
        /// How a setting is called there, for messages.
        let name: (Setting) -> String
    }

    private let sources: [Source]
    /// The file of the settings, where one is named.
    let file: String?
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: by setting name, only those given.
    ///   - file: the path of a JSON file, where one is given by `--config` or `ROUNDTABLE_CONFIG`.
    /// - Throws: ``Failure`` with a sentence that names the source.
    init(flags: [String: ConfigValue], variables: [String: String], file: String?) async throws {
        try Self.refuseUnknown(variables)
        var sources = [
            Source(
                provider: InMemoryProvider(
                    name: "flags",
                    values: Dictionary(uniqueKeysWithValues: flags.map { (AbsoluteConfigKey([$0.key]), $0.value) })),
                name: \.flag),
            Source(
                provider: EnvironmentVariablesProvider(environmentVariables: variables)
                    .prefixKeys(with: ConfigKey([String(Setting.prefix.dropLast()).lowercased()])),
                name: \.variable),
        ]
        let file = file ?? variables[Setting.prefix + "CONFIG"]
        self.file = file
        if let file {
            let provider = try await Self.provider(ofFile: file)
            sources.append(Source(provider: provider, name: { "“\($0.name)” in \(file)" }))
        }
        self.sources = sources
        reader = ConfigReader(providers: sources.map(\.provider))
        try refuseWrongForms()
    }

    func text(_ setting: Setting) -> String? { reader.string(forKey: ConfigKey([setting.name])) }
    func flag(_ setting: Setting) -> Bool { reader.bool(forKey: ConfigKey([setting.name])) ?? false }

    /// What is given, else the default. - Throws: ``Failure`` where it is out of the setting's range.
    func number(_ setting: Setting) throws -> Int {
        let number = given(setting) ?? Int(setting.told.standard) ?? 0
        if case .number(let range, _) = setting.told.form, !range.contains(number) {
            throw refusal(setting, setting.expectedValue)
        }
        return number
    }

    /// What is given, else the default. - Throws: ``Failure`` where it is none of the setting's values.
    func choice<Value: RawRepresentable<String>>(_ setting: Setting) throws -> Value {
        guard let value = Value(rawValue: text(setting) ?? setting.told.standard) else {
            throw refusal(setting, setting.expectedValue)
        }
        return value
    }

    private func given(_ setting: Setting) -> Int? { reader.int(forKey: ConfigKey([setting.name])) }

    /// What is given more than once: the stronger source first, as each calls the setting.
    var givenTwice: [(stronger: String, weaker: String)] {
        Setting.allCases.flatMap { setting in
            let names = sources.filter {
                (try? $0.provider.value(forKey: setting.key, type: setting.type))?.value != nil
            }.map { $0.name(setting) }
            return zip(names, names.dropFirst()).map { (stronger: $0, weaker: $1) }
        }
    }

    /// The sentence that refuses a value, naming the strongest source that gives one.
    func refusal(_ setting: Setting, _ expectation: String) -> Failure {
        let source = sources.first {
            (try? $0.provider.value(forKey: setting.key, type: setting.type))?.value != nil
        }
        let value = setting.isSecret ? nil : text(setting) ?? given(setting).map(String.init)
        let found = value.map { ", but is “\($0)”" } ?? ""
        return Failure("\(source?.name(setting) ?? setting.flag) must be \(expectation)\(found).", .badConfiguration)
    }

    private static func provider(ofFile path: String) async throws -> any ConfigProvider {
        guard let data = FileManager.default.contents(atPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw Failure(
                isThere
                    ? "The configuration file \(path) cannot be read by the user \(NSUserName())."
                    : "There is no configuration file \(path) that \(NSUserName()) can see.", .badConfiguration)
        }
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw Failure(
                #"The configuration file \#(path) must be a JSON object such as {"port": 8080}."#, .badConfiguration)
        }
        let known = Set(Setting.allCases.map(\.name))
        if let unknown = object.keys.sorted().first(where: { !known.contains($0) }) {
            throw Failure("\(path) has “\(unknown)”, which is no setting. \(Self.whereTheListIs)", .badConfiguration)
        }
        return try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
    }

    private static func refuseUnknown(_ variables: [String: String]) throws {
        let known = Set(Setting.allCases.map(\.variable) + [Setting.prefix + "CONFIG"])
        for name in variables.keys.sorted() where name.hasPrefix(Setting.prefix) && !known.contains(name) {
            // What the tests are told by is no setting of the server.
            if name.hasPrefix(Setting.prefix + "TEST_") { continue }
            throw Failure("The environment has \(name), which is no setting. \(whereTheListIs)", .badConfiguration)
        }
    }

    private func refuseWrongForms() throws {
        for setting in Setting.allCases {
            for source in sources {
                do {
                    _ = try source.provider.value(forKey: setting.key, type: setting.type)
                } catch {
                    let text = try? source.provider.value(forKey: setting.key, type: .string).value?.content
                    let found: String =
                        if case .string(let text)? = text, !setting.isSecret { ", but is “\(text)”" } else { "" }
                    throw Failure(
                        "\(source.name(setting)) must be \(setting.expectedForm)\(found).", .badConfiguration)
                }
            }
        }
    }

    private static let whereTheListIs = "“roundtable serve --help” and \(Manual.configuration) list them."
}
