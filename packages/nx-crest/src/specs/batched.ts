/** What is asked for in one turn is answered together: by a function that takes many questions, in their order. */
export function batched<Q, A>(
  answerAll: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  let waiting: Q[] = [];
  let answers: Promise<readonly A[]> | undefined;
  return async (question) => {
    const index = waiting.push(question) - 1;
    answers ??= Promise.resolve().then(() => {
      const questions = waiting;
      waiting = [];
      answers = undefined;
      return answerAll(questions);
    });
    const answer = (await answers)[index];
    if (answer === undefined) throw new Error('an answer is missing');
    return answer;
  };
}
