import Foundation
import Storage

/// Databases of PostgreSQL that tests use one after the other. A copy of a template is some thousand files, which cost more than most tests; so what
/// a test has written is deleted instead, and what the migrations wrote put back. One whose tables, triggers or functions a test
/// has changed, or that has grown large, is thrown away.
actor PostgresPool {
    static let shared = PostgresPool()

    private var free: [String: [String]] = [:]

    /// A database that is as the template; nobody else uses it until it is given back.
    func take(_ template: String, _ cluster: PostgresCluster) async throws -> String {
        if let known = free[template]?.popLast() { return known }
        let name = "test_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try await cluster.sql("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY FILE_COPY")
        return name
    }

    func giveBack(_ name: String, of template: String, _ cluster: PostgresCluster) async throws {
        do {
            try await cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
            try await PostgresMaintenance.run(Self.cleaning, at: cluster.url(database: name))
            free[template, default: []].append(name)
        } catch {
            try await cluster.sql("DROP DATABASE \(name) WITH (FORCE)")
        }
    }

    /// Run once in a template: keeps the rows that migrations wrote, and how the catalogue is.
    static let keeping = """
        CREATE SCHEMA pristine;
        CREATE FUNCTION pristine.catalogue() RETURNS text LANGUAGE sql AS $$
            SELECT concat_ws(' ',
                (SELECT count(*) || '/' || max(oid) FROM pg_class WHERE oid >= 16384),
                (SELECT count(*) FROM pg_attribute WHERE attrelid >= 16384 AND NOT attisdropped),
                (SELECT count(*) || '/' || max(oid) FROM pg_constraint WHERE oid >= 16384),
                (SELECT count(*) || '/' || max(oid) || '/' || count(*) FILTER (WHERE tgenabled <> 'O') FROM pg_trigger
                    WHERE oid >= 16384),
                (SELECT count(*) || '/' || max(oid) FROM pg_proc WHERE oid >= 16384))
        $$;
        CREATE TABLE pristine.mark (catalogue text);
        DO $$ DECLARE name text; filled boolean; BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
                IF filled THEN EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', 'of_' || name, name); END IF;
            END LOOP;
            INSERT INTO pristine.mark SELECT pristine.catalogue();
        END $$;
        """

    private static let cleaning = """
        DO $$ DECLARE name text; BEGIN
            IF pristine.catalogue() IS DISTINCT FROM (SELECT catalogue FROM pristine.mark) THEN
                RAISE EXCEPTION 'The catalogue has changed.';
            END IF;
            IF pg_database_size(current_database()) > 100000000 THEN
                RAISE EXCEPTION 'It has grown.';
            END IF;
            SET LOCAL session_replication_role = replica;
            FOR name IN SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                WHERE n.nspname = 'public' AND relkind = 'r' AND pg_relation_size(pg_class.oid) > 0 LOOP
                EXECUTE format('DELETE FROM public.%I', name);
            END LOOP;
            FOR name IN SELECT substr(tablename, 4) FROM pg_tables WHERE schemaname = 'pristine' AND tablename LIKE 'of\\_%' LOOP
                EXECUTE format('INSERT INTO public.%I SELECT * FROM pristine.%I', name, 'of_' || name);
            END LOOP;
        END $$;
        """
}
