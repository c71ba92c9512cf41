using FsCheck;
using FsCheck.Fluent;
using Workloads.Topics;

namespace Workloads.Tests;

public class MatrixProductTests
{
    [Fact]
    public void Every_way_gives_the_same_product_for_any_shape() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        (rows, inner, columns) =>
        {
            Matrix left = Matrix.OfSmallIntegers(rows, inner, seed: rows), right = Matrix.OfSmallIntegers(inner, columns, seed: columns);
            Matrix expected = MatrixProduct.Scalar(left, right);
            return expected.HasSameValues(MatrixProduct.Simd(left, right))
                && Enumerable.Range(1, 5).All(workers => expected.HasSameValues(MatrixProduct.ParallelSimd(left, right, workers)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_product_is_what_it_is_by_hand()
    {
        var left = new Matrix(1, 2) { [0, 0] = 2, [0, 1] = 3 };
        var right = new Matrix(2, 2) { [0, 0] = 5, [0, 1] = 7, [1, 0] = 11, [1, 1] = 13 };

        Matrix product = MatrixProduct.Scalar(left, right);

        Assert.Equal([1, 2], [product.Rows, product.Columns]);
        Assert.Equal([43, 53], [product[0, 0], product[0, 1]]);
        Assert.Equal(8, MatrixProduct.FlopsOf(left, right));
        Assert.Equal(64, MatrixProduct.BytesOf(left, right));
    }

    [Fact]
    public void A_wrong_number_is_seen()
    {
        Matrix product = Matrix.OfSmallIntegers(3, 3), other = Matrix.OfSmallIntegers(3, 3);
        other[2, 2] += 1;

        Assert.False(product.HasSameValues(other));
        Assert.False(product.HasSameValues(new Matrix(3, 2)));
    }

    [Fact]
    public void Shapes_that_do_not_fit_and_sizes_out_of_range_are_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => MatrixProduct.Simd(new(2, 3), new(4, 2)));

        Assert.StartsWith("The left matrix has 3 columns and the right one 4 rows", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix(1, Matrix.MaxSize + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.ParallelSimd(new(1, 1), new(1, 1), workers: 0));
    }
}
