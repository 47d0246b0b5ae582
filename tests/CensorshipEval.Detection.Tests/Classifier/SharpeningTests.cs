namespace CensorshipEval.Detection.Tests.Classifier;

public sealed class SharpeningTests
{
    [Fact]
    public void Where_no_cell_has_fifty_of_each_nothing_is_changed() =>
        Sharpening.Choose(Rows("small", 49, 1, -1)).ShouldBe((1, 0));

    [Fact]
    public void Timid_logits_that_are_always_right_are_made_bold() =>
        Sharpening.Choose(Rows("right", 60, 1.5, -1.5)).Factor.ShouldBe(2.5);

    [Fact]
    public void Logits_that_lean_to_one_side_are_shifted_back() =>
        Sharpening.Choose(Rows("high", 60, 3, 0.4)).Shift.ShouldBeLessThan(0);

    [Fact]
    public void Logits_that_are_wrong_as_often_as_right_are_not_made_bolder() =>
        Sharpening.Choose([.. Rows("one", 60, 2, 2), .. Rows("other", 60, -2, -2)]).Factor.ShouldBe(1);

    private static IEnumerable<(string Cell, double Logit, bool IsPositive)> Rows(string cell, int each, double positive, double negative) =>
        Enumerable.Range(0, each).SelectMany(_ => new[] { (cell, positive, true), (cell, negative, false) });
}
