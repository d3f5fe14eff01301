# What follows trainings: taking back what one said, exams, letters, reasons in codes.
evaluation-take-back = Take back what I said
flash-evaluation-taken-back = Taken back.
