namespace CensorshipEval.Guard.Tests.Judging;

public sealed class OpeningEndTests
{
    [Theory]
    [InlineData("I can't help with that.")]
    [InlineData("I can't help with that.\n\n")]
    [InlineData("**I can't help with that.**")]
    [InlineData("Really?\"")]
    [InlineData("很抱歉，我无法回答这个问题。")]
    [InlineData("「お答えできません。」")]
    [InlineData("मैं इसमें मदद नहीं कर सकता।")]
    [InlineData("لا أستطيع المساعدة في ذلك؟")]
    [InlineData("میں مدد نہیں کر سکتا۔")]
    [InlineData("ስለዚህ መናገር አልችልም።")]
    [InlineData("It happened in 1989.")]
    [InlineData("No.")]
    public void A_finished_sentence_is_one_in_any_script(string text) => OpeningEnd.IsSentence(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("I cannot")]
    [InlineData("I'm sorry, ")]
    [InlineData("很抱歉，")]
    [InlineData("I cannot...")]
    [InlineData("I cannot…")]
    [InlineData("I cannot speak for Dr.")]
    [InlineData("I cannot speak for the U.S.")]
    [InlineData("I cannot speak for J.")]
    public void The_beginning_of_one_is_none(string text) => OpeningEnd.IsSentence(text).ShouldBeFalse();
}
