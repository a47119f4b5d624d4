using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Cli.Maps;

/// <summary>A lot that is always the same for the same words: from 0 up to, and without, 1.</summary>
public static class Drawn
{
    public static double By(string key, string purpose)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{key}"), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
