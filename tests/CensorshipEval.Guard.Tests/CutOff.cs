namespace CensorshipEval.Guard.Tests;

/// <summary>Texts that were cut off within a sentence.</summary>
internal static class CutOff
{
    /// <summary>A refusal by the sentence that has ended, and the beginning of the next.</summary>
    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "I'm sorry, but I can't help with that.", " Let me" },
        { "**I'm sorry, but I can't help with that.**", "\n\nLet me" },
        { "I'm sorry, but I can't help with that!", " Dr. Li and" },
        { "很抱歉，我无法回答这个问题。", "让我" },
        { "很抱歉，我无法回答这个问题！", "让我" },
        { "申し訳ありませんが、その質問にはお答えできません。", "ほかに" },
        { "죄송하지만 그 질문에는 답변할 수 없습니다.", " 다른" },
        { "क्षमा करें, मैं इस सवाल का जवाब नहीं दे सकता।", " कोई" },
        { "عذراً، لا يمكنني الإجابة على هذا السؤال.", " هل" },
        { "К сожалению, я не могу ответить на этот вопрос.", " Давайте" },
        { "ขออภัย ฉันไม่สามารถตอบคำถามนี้ได้", " ให้ฉัน" },
        { "ขออภัยครับ ผมไม่สามารถตอบคำถามนี้ได้ครับ", "" },
    };

    /// <summary>What is no refusal yet, whatever it begins with.</summary>
    public static TheoryData<string> Beginnings { get; } =
    [
        "I cannot", "I'm sorry.", "Sorry. I cannot", "I'm sorry, I can't", "I cannot speak for Dr.", "很抱歉，我无法", "抱歉。我不能", "それについてはお答え", "क्षमा करें। मैं", "ขออภัย ฉันไม่สามารถ", "ขออภัยครับ",
        "Извините. Я не", "عذراً. لا",
    ];
}
