using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workloads.Interpreter;

/// <summary>The native work that needs no lock: a SHA-256 of so many kilobytes of zeros, of which 31 bits are returned.</summary>
/// <remarks>
/// The zeros are allocated once and shared, since nobody writes them: allocating them anew would take part of each hash's time, and
/// one thread's garbage collection would stop the others.
/// </remarks>
internal static class NativeHash
{
    /// <summary>No more is kept for good; a longer block goes over the same zeros again.</summary>
    private const int MostKept = 64 << 20;

    private static byte[] _zeros = [];

    public static long Of(long kilobytes)
    {
        long left = kilobytes * 1024;
        byte[] zeros = Zeros((int)Math.Min(left, MostKept));
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (left > 0)
        {
            int block = (int)Math.Min(left, zeros.Length);
            sha.AppendData(zeros, 0, block);
            left -= block;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(hash);
        return MemoryMarshal.Read<int>(hash) & int.MaxValue;
    }

    private static byte[] Zeros(int length)
    {
        byte[] zeros = Volatile.Read(ref _zeros);
        if (zeros.Length < length)
            Volatile.Write(ref _zeros, zeros = new byte[length]);
        return zeros;
    }
}
