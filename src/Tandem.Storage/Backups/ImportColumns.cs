using Npgsql;
using NpgsqlTypes;
using Tandem.Storage.Postgres;

namespace Tandem.Storage.Backups;

/// <summary>The columns of a row that is copied in, one after another.</summary>
internal static class ImportColumns
{
    public static NpgsqlBinaryImporter Int(this NpgsqlBinaryImporter to, int value) => to.With(value, NpgsqlDbType.Integer);

    public static NpgsqlBinaryImporter Long(this NpgsqlBinaryImporter to, long value) => to.With(value, NpgsqlDbType.Bigint);

    public static NpgsqlBinaryImporter Bool(this NpgsqlBinaryImporter to, bool value) => to.With(value, NpgsqlDbType.Boolean);

    public static NpgsqlBinaryImporter Decimal(this NpgsqlBinaryImporter to, decimal value) => to.With(value, NpgsqlDbType.Numeric);

    public static NpgsqlBinaryImporter Text(this NpgsqlBinaryImporter to, string value) => to.With(PostgresText.Write(value), NpgsqlDbType.Text);

    public static NpgsqlBinaryImporter Bytes(this NpgsqlBinaryImporter to, ReadOnlyMemory<byte> value) => to.With(value, NpgsqlDbType.Bytea);

    public static NpgsqlBinaryImporter None(this NpgsqlBinaryImporter to)
    {
        to.WriteNull();
        return to;
    }

    private static NpgsqlBinaryImporter With<T>(this NpgsqlBinaryImporter to, T value, NpgsqlDbType type)
    {
        to.Write(value, type);
        return to;
    }
}
