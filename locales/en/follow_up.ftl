# What follows trainings: taking back what one said, exams, letters, reasons in codes.
evaluation-take-back = Take back what I said
flash-evaluation-taken-back = Taken back.
seat-reason-quoted = The organiser writes:
seat-refusal-cancelled = The training does not take place.
seat-refusal-over = The training is over.
seat-refusal-not-yet = Seats are not given away yet.
seat-refusal-closed = Seats are not given away any more.
seat-refusal-elsewhere = The organiser gives seats away in another way.
seat-refusal-full = No seat was left.
training-answers = Asked for here:
trainings-ahead = Trainings to come
seat-passed = Passed
desk-exam = This training ends with an exam: whoever you mark as passed gets the certificate. Results may be entered later, too.
certificate-title-exam = Certificate of achievement
certificate-for-exam = for passing the exam of the training
certificate-proof = Proof
certificate-proof-exam = Passed exam
