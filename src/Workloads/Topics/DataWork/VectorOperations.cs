using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workloads.Topics;

/// <summary>What <see cref="MachineLimits"/> computes with vectors, whatever their length.</summary>
internal interface IVectorOperations<TVector>
{
    static abstract TVector Create(double value);

    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract double Sum(TVector vector);
}

/// <summary>Vectors as long as the runtime makes them: it stops at 256 bits unless told otherwise.</summary>
internal readonly struct VectorOperations : IVectorOperations<Vector<double>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> MultiplyAdd(Vector<double> left, Vector<double> right, Vector<double> addend) =>
        Vector.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector<double> vector) => Vector.Sum(vector);
}

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct WideOperations : IVectorOperations<Vector512<double>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Create(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> vector) => Vector512.Sum(vector);
}
