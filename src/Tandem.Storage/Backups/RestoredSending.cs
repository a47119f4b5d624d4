using Tandem.Governance.Documents;

namespace Tandem.Storage.Backups;

/// <summary>The workspace's switch for sending outside, as the server keeps it.</summary>
internal static class RestoredSending
{
    public static DocumentKey Key { get; } = new("workspace", "sending");

    public static ReadOnlyMemory<byte> Off { get; } = """{"outside":false}"""u8.ToArray();
}
